/// # Draw an ensemble and measure it
///
/// Networks are drawn and evaluated many at a time: every array holds one number per network, so that a
/// lane of the hardware is a network ([org.nnft.ensemble.NetworkTile]). A run is cut into blocks that
/// depend on the number of networks alone; each block leaves its power sums
/// ([org.nnft.ensemble.SumAccumulator]), and [org.nnft.ensemble.Measurement] makes correlators with errors
/// of them. Threads take whole blocks, so the bits do not depend on their number.
///
/// [org.nnft.ensemble.Estimator] says what a network contributes: its outputs, its outputs and their
/// mirror image, or, with a Gaussian readout, the expectation over the readout given the hidden units.
///
/// Where power sums do not do, [org.nnft.ensemble.FieldAverages] keeps block sums of any functions of the outputs,
/// of networks that are drawn ([org.nnft.ensemble.Ensemble#samples]) or were made elsewhere.
///
/// Networks whose parameters are not independent are drawn whole ([org.nnft.ensemble.JointTile]): first every
/// parameter by itself, then coupled as their [org.nnft.network.JointDensity] says; a deformation e^(−V) by rejection
/// ([org.nnft.ensemble.Rejection]).
///
/// Depends on `math`, `random`, `statistics`, `field`, `network`. Exact theory lives in `kernel`, `neuron`.
package org.nnft.ensemble;
