/// # How sure are we?
///
/// An ensemble is measured in blocks of networks. Each block leaves the power sums
///
///     S(i₁…iₙ) = Σ_networks f_{i₁}…f_{iₙ}
///
/// of its fields ([org.nnft.statistics.SymmetricSums]); their totals give moments, their unbiased
/// combinations give connected correlators ([org.nnft.statistics.KStatistic]), and leaving one block out
/// at a time gives errors and covariances ([org.nnft.statistics.Jackknife]).
///
/// | what | source |
/// |------|--------|
/// | multivariate k-statistics | Fisher 1929; Speed, Austral. J. Stat. 25 (1983) |
/// | pulls of correlated estimates ([org.nnft.statistics.StepDown]) | J. Roy, Ann. Math. Stat. 29 (1958) |
/// | delete-one-block jackknife | Efron, Ann. Stat. 7 (1979) |
/// | Γ-method for Markov chains | Wolff, Comput. Phys. Commun. 156 (2004), hep-lat/0306017 |
///
/// Depends on `math`.
package org.nnft.statistics;
