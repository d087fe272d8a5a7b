/// # What is a field at points?
///
/// - [org.nnft.field.PointSet]: the inputs x₁,…,x_P ∈ ℝᵈ.
/// - [org.nnft.field.WickPairings]: a Gaussian field's n-point functions, Σ over (n−1)!! pairings.
///
/// Depends on `math`. Which ensemble the field comes from is the business of `network`.
package org.nnft.field;
