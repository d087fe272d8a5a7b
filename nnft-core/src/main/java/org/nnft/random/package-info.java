/// # Which random numbers, reproducibly?
///
/// A random number has an address, not a history: (key, network, word, stream) → Philox4x32-10 → 64 bits.
/// Any network of an ensemble can be drawn alone, on any thread, in any order, with the same bits.
///
/// - [org.nnft.random.StreamKey]: seed and ensemble → key.
/// - [org.nnft.random.WordStream]: the words of one kind of parameter, many networks at a time.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
///
/// Depends on `math`. How a word becomes a weight is the business of `ensemble`.
package org.nnft.random;
