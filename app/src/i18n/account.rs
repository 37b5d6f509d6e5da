//! Sentences of the account bar, sign-in, and the demonstration.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Name of the bar.
pub const BAR: Bilingual = of("เมนูบัญชี", "Account");
/// Button.
pub const SIGN_OUT: Bilingual = of("ออกจากระบบ", "Sign out");
/// Button.
pub const STOP_ACTING: Bilingual = of("เลิกทำแทน", "Stop acting");
/// While acting for somebody; the gap is their name.
pub const ACTING: Bilingual = of(
    "ท่านกำลังทำแทน {} ทุกการกระทำบันทึกชื่อทั้งสองฝ่าย",
    "You are acting for {}. Everything you do is recorded with both names.",
);
/// Title.
pub const SIGN_IN: Bilingual = of("เข้าสู่ระบบ", "Sign in");
/// Description.
pub const SIGN_IN_DESCRIPTION: Bilingual =
    of("เข้าสู่ระบบด้วยผู้ให้บริการยืนยันตัวตน หรือรหัสใช้ครั้งเดียว", "Sign in with a sign-on provider or a one-time code.");
/// Heading.
pub const BY_PROVIDER: Bilingual = of("ผ่านผู้ให้บริการยืนยันตัวตน", "With a sign-on provider");
/// Button; the gap is the provider's name.
pub const WITH: Bilingual = of("เข้าสู่ระบบด้วย {}", "Sign in with {}");
/// Heading.
pub const BY_CODE: Bilingual = of("ด้วยรหัสใช้ครั้งเดียว", "With a one-time code");
/// Label.
pub const ADDRESS: Bilingual = of("โทรศัพท์หรืออีเมล", "Phone or e-mail address");
/// Hint.
pub const ADDRESS_HINT: Bilingual =
    of("ที่ท่านยืนยันไว้ในบัญชีแล้ว เราจะส่งรหัส 6 หลักไปให้", "One you confirmed in your account. We send a six-digit code to it.");
/// Button.
pub const SEND: Bilingual = of("ส่งรหัส", "Send the code");
/// Heading.
pub const NO_ACCOUNT: Bilingual = of("ยังไม่มีบัญชี", "No account yet");
/// Link.
pub const REGISTER: Bilingual = of("ลงทะเบียน", "Register");
/// Link.
pub const STAFF: Bilingual = of("สำหรับเจ้าหน้าที่", "For officers");
/// Notice.
pub const SESSION_ENDED: Bilingual = of(
    "หมดเวลาใช้งาน เข้าสู่ระบบอีกครั้ง สิ่งที่ท่านพิมพ์ไว้ยังอยู่",
    "Your session has ended. Sign in again; what you typed is still here.",
);
/// Notice.
pub const MAY_HAVE_ACCOUNT: Bilingual = of(
    "ลงทะเบียนต่อไม่ได้ หากท่านเคยลงทะเบียนแล้ว ให้เข้าสู่ระบบที่นี่ หากไม่เคย โปรดติดต่อเรา",
    "Registration cannot go on. If you registered before, sign in here; if you never did, please contact us.",
);
/// Notice.
pub const SIGNED_OUT: Bilingual = of("ออกจากระบบแล้ว", "You are signed out.");
/// Notice.
pub const SIGNED_OUT_EVERYWHERE: Bilingual = of("ออกจากระบบทุกเครื่องแล้ว", "You are signed out everywhere.");
/// Notice.
pub const ERASED: Bilingual = of("ลบบัญชีแล้ว", "The account is erased.");
/// Title.
pub const CODE: Bilingual = of("พิมพ์รหัสใช้ครั้งเดียว", "Type the one-time code");
/// Lead; the same whether or not there is an account.
pub const CODE_SENT: Bilingual = of(
    "หากมีบัญชีที่ยืนยันโทรศัพท์หรืออีเมลนี้ไว้ รหัสกำลังไปถึง ใช้ได้ 10 นาที",
    "If an account has confirmed this phone or e-mail address, a code is on its way. It holds for 10 minutes.",
);
/// Lead.
pub const CONFIRM_SENT: Bilingual = of(
    "เราส่งรหัสไปยังที่อยู่ที่ท่านต้องการยืนยันแล้ว ใช้ได้ 10 นาที",
    "We sent a code to the address you want to confirm. It holds for 10 minutes.",
);
/// Label.
pub const CODE_LABEL: Bilingual = of("รหัส 6 หลัก", "Six-digit code");
/// Button.
pub const CONTINUE: Bilingual = of("ต่อไป", "Continue");
/// Link.
pub const ANOTHER: Bilingual = of("ขอรหัสใหม่", "Ask for another code");
/// Title of the page that offers several accounts.
pub const CHOOSE: Bilingual = of("เลือกบัญชี", "Choose the account");
/// Lead.
pub const CHOOSE_LEAD: Bilingual = of("มีหลายบัญชีใช้ที่อยู่นี้ร่วมกัน", "Several accounts share this address.");
/// Sentence with 429.
pub const TOO_MANY: Bilingual = of(
    "ขอรหัสครบ 3 ครั้งใน 1 ชั่วโมงแล้ว ขอใหม่ได้ตั้งแต่ {}",
    "Three codes in an hour are the limit. You can ask again from {}.",
);
/// Title.
pub const STAFF_TITLE: Bilingual = of("เข้าสู่ระบบสำหรับเจ้าหน้าที่", "Sign-in for officers");
/// Lead.
pub const STAFF_LEAD: Bilingual = of("ต้องใช้การยืนยันสองขั้นเสมอ", "A second factor is always required.");
/// Where no provider is configured.
pub const NO_PROVIDER: Bilingual = of("ระบบนี้ยังไม่ได้ตั้งค่าผู้ให้บริการยืนยันตัวตน", "No sign-on provider is configured here.");
/// Heading.
pub const PASSKEY: Bilingual = of("พาสคีย์", "Passkey");
/// Title of the second step.
pub const SECOND_STEP: Bilingual = of("ยืนยันขั้นที่สอง", "Second step");
/// Lead of the second step.
pub const SECOND_STEP_LEAD: Bilingual =
    of("ผู้ให้บริการไม่ได้ยืนยันขั้นที่สอง ใช้พาสคีย์ของท่าน", "The provider did not ask for a second factor. Use your passkey.");
/// Lead of the first registration.
pub const FIRST_PASSKEY: Bilingual =
    of("ท่านยังไม่มีพาสคีย์ ลงทะเบียนไว้เพื่อใช้เป็นขั้นที่สอง", "You have no passkey yet. Register one as your second factor.");
/// Button.
pub const USE_PASSKEY: Bilingual = of("ใช้พาสคีย์", "Use the passkey");
/// Button.
pub const MAKE_PASSKEY: Bilingual = of("ลงทะเบียนพาสคีย์", "Register a passkey");
/// Without script.
pub const PASSKEY_NEEDS_SCRIPT: Bilingual = of(
    "พาสคีย์ต้องใช้สคริปต์ของเบราว์เซอร์ ใช้ผู้ให้บริการที่ยืนยันสองขั้นแทนได้",
    "A passkey needs a script in the browser. A provider that asks for a second factor serves instead.",
);
/// When the browser gave none.
pub const PASSKEY_FAILED: Bilingual = of("ใช้พาสคีย์ไม่สำเร็จ ลองอีกครั้ง", "The passkey was not used. Try again.");
/// Title.
pub const DEMO: Bilingual = of("ตัวละครของระบบสาธิต", "Personas of the demonstration");
/// Lead.
pub const DEMO_LEAD: Bilingual =
    of("ทุกคนสมมติขึ้น กดเพื่อเข้าสู่ระบบเป็นคนนั้น", "Everybody here is made up. Press a button to sign in as somebody.");
/// Heading.
pub const PEOPLE: Bilingual = of("ประชาชน", "People");
/// Heading.
pub const OFFICERS: Bilingual = of("ผู้ปฏิบัติหน้าที่", "People on duty");
/// Button; the gap is the name.
pub const SIGN_IN_AS: Bilingual = of("เข้าเป็น {}", "Sign in as {}");
/// Title.
pub const OUTBOX: Bilingual = of("ข้อความที่จะถูกส่ง", "What would have been sent");
/// Lead.
pub const OUTBOX_LEAD: Bilingual =
    of("ระบบสาธิตไม่ส่งออกจริง ข้อความล่าสุดอยู่บน", "The demonstration sends nothing. The newest stands first.");
/// When nothing is there.
pub const OUTBOX_EMPTY: Bilingual = of("ยังไม่มีข้อความ", "Nothing yet.");
/// Channel.
pub const BY_PHONE: Bilingual = of("ข้อความสั้น", "Text message");
/// Channel.
pub const BY_EMAIL: Bilingual = of("อีเมล", "E-mail");
/// State.
pub const QUEUED: Bilingual = of("รอส่ง", "Waiting");
/// State.
pub const SENT: Bilingual = of("ส่งแล้ว", "Sent");
/// State.
pub const FAILED: Bilingual = of("ส่งไม่สำเร็จ", "Not sent");
