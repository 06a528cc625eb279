//! The ways to make lists, and their strengths.

/// A way to make lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// The highest predictions, with this share of the films' biases: 1 is the plain list.
    Bias(f64),
    /// The films with the highest biases, the same for everyone but for what is seen.
    BiasAlone,
    /// A discount of this much for each doubling of a film's raters; below 0 it is a bonus.
    Discount(f64),
    /// Re-ranked for diversity by the factors, with this weight.
    Rerank(f64),
    /// The most rated films.
    MostRated,
    /// Films drawn at random.
    Random,
}

impl Method {
    pub const PLAIN: Self = Self::Bias(1.0);
    pub const WITHOUT_BIAS: Self = Self::Bias(0.0);

    /// The methods with a strength, each through its strengths; the plain list is one of them.
    pub fn curves() -> [(&'static str, Vec<Self>); 3] {
        let discount = [-0.2, -0.1, 0.0, 0.05, 0.1, 0.2].map(Self::Discount);
        [
            ("less film bias", [1.0, 0.5, 0.0].map(Self::Bias).to_vec()),
            ("popularity bonus or discount", discount.to_vec()),
            ("re-ranked for diversity", [0.0, 0.2, 0.4, 0.6, 0.8].map(Self::Rerank).to_vec()),
        ]
    }

    /// All methods, the plain one first.
    pub fn all() -> Vec<Self> {
        let curves = Self::curves().into_iter().flat_map(|(_, curve)| curve);
        let changed = curves.filter(|method| method.name() != "plain");
        let others = [Self::BiasAlone, Self::MostRated, Self::Random];
        [Self::PLAIN].into_iter().chain(changed).chain(others).collect()
    }

    pub fn name(self) -> String {
        match self {
            Self::Bias(1.0) | Self::Discount(0.0) | Self::Rerank(0.0) => "plain".to_owned(),
            Self::Bias(0.0) => "without film bias".to_owned(),
            Self::Bias(share) => format!("film bias × {share}"),
            Self::BiasAlone => "film bias alone".to_owned(),
            Self::Discount(beta) if beta < 0.0 => format!("bonus {}", -beta),
            Self::Discount(beta) => format!("discount {beta}"),
            Self::Rerank(lambda) => format!("re-ranked {lambda}"),
            Self::MostRated => "most rated".to_owned(),
            Self::Random => "random".to_owned(),
        }
    }
}
