package org.nnft.study;

import java.util.Optional;
import org.nnft.ensemble.Measurement;
import org.nnft.network.NeuralField;

/// One ensemble as an investigation sees it.
///
/// @param label a few words, such as `N = 5`
/// @param field the network, if known
/// @param measurement its power sums, if any study needs correlators measured
/// @param theory what is known exactly, if the network is known
public record StudiedEnsemble(
    String label,
    Optional<NeuralField> field,
    Optional<Measurement> measurement,
    Optional<Theory> theory) {}
