/// # Draw an ensemble and measure it
///
/// Networks are drawn and evaluated many at a time: every array holds one number per network, so that a
/// lane of the hardware is a network ([org.nnft.ensemble.NetworkTile], with several hidden layers [org.nnft.ensemble.DeepTile]). A run is cut into blocks that
/// depend on the number of networks alone; each block leaves its power sums
/// ([org.nnft.ensemble.PowerSums]), and [org.nnft.ensemble.Measurement] makes correlators with errors
/// of them. Threads take whole blocks, so the bits do not depend on their number.
///
/// [org.nnft.ensemble.Estimator] says what a network contributes, all with the same expectation:
///
/// | estimator | draws | exact for |
/// |-----------|-------|-----------|
/// | OUTPUTS, ANTITHETIC | networks; with their mirror image | all; even readouts |
/// | GAUSSIAN_READOUT | hidden layers; the readout is integrated out | Gaussian readouts |
/// | CONTROL_VARIATES | the same, less mean-zero fluctuations that the kernel recursion knows ([org.nnft.ensemble.KernelControl]) | deep Gaussian networks, order 4 |
/// | NEURON | one hidden unit ([org.nnft.ensemble.SingleNeuron]) | one hidden layer, independent neurons |
/// | QUASI_MONTE_CARLO | the unit at Sobol points ([org.nnft.ensemble.RandomisedNeuron]) | the same |
/// | QUADRATURE | nothing | the same, where moments of the unit are known |
///
/// [org.nnft.ensemble.Draw] says which random numbers a network is made of: its weights, or pre-activations given the layer below
/// ([org.nnft.ensemble.LayerTile]).
///
/// Where power sums do not do, [org.nnft.ensemble.FieldAverages] keeps block sums of any functions of the outputs,
/// of networks that are drawn ([org.nnft.ensemble.Ensemble#samples]) or were made elsewhere.
///
/// Networks whose parameters are not independent are drawn whole ([org.nnft.ensemble.JointTile]): first every
/// parameter by itself, then coupled as their [org.nnft.network.JointDensity] says; a deformation e^(−V) by rejection
/// ([org.nnft.ensemble.Rejection]).
///
/// Depends on `math`, `random`, `statistics`, `field`, `network`, and on `kernel` and `neuron` for what is integrated out.
package org.nnft.ensemble;
