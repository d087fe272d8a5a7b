package org.nnft.experiment;

/// What an experiment is to be compared with.
///
/// @param source key in the bibliography
/// @param figure what the source shows, in words
public record Published(String source, String figure) {}
