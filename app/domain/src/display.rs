//! How a person likes pages shown: text size and colours. Remembered only where preference cookies are allowed.

/// Colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// As the device asks.
    #[default]
    Device,
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

/// Text size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TextSize {
    /// The browser's own size.
    #[default]
    Normal,
    /// A fifth larger.
    Large,
    /// Two fifths larger.
    Largest,
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Device, Self::Light, Self::Dark];

    /// The word in cookies and form fields.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

impl TextSize {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Largest];

    /// The word in cookies and form fields.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }

    /// The size of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }
}

/// Text size and colours together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Display {
    /// Colours.
    pub theme: Theme,
    /// Text size.
    pub text_size: TextSize,
}
