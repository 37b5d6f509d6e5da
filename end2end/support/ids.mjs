// National ids that nobody has: plainly synthetic bodies with the check digit that belongs to them.

/** The check digit of the first twelve digits. */
export function checkDigit(body) {
    const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (13 - at), 0);
    return String((11 - (sum % 11)) % 10);
}

/** The number with this body. */
export const numbered = (body) => body + checkDigit(body);

/** The number of the n-th persona of the demonstration, citizen-a first. */
export const persona = (n) => numbered(`8999900000${String(n).padStart(2, '0')}`);
