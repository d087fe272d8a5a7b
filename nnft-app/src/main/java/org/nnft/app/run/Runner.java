package org.nnft.app.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.nnft.ensemble.BlockSink;
import org.nnft.ensemble.EnsembleRun;
import org.nnft.ensemble.Measurement;
import org.nnft.experiment.Experiment;
import org.nnft.experiment.FieldSource;
import org.nnft.experiment.MemberResult;
import org.nnft.experiment.Result;
import org.nnft.experiment.RunId;
import org.nnft.field.PointSet;
import org.nnft.network.NeuralField;
import org.nnft.statistics.Estimate;
import org.nnft.study.Findings;
import org.nnft.study.StudiedEnsemble;
import org.nnft.study.Study;
import org.nnft.study.Subject;
import org.nnft.study.Theory;
import org.nnft.study.UnitStore;
import org.nnft.study.UnitWorkbench;

/// Runs an experiment in its folder, going on where an earlier run stopped.
public final class Runner {
  /// A run of the size that the last error predicts gets this much more, since errors fluctuate.
  private static final double MARGIN = 1.1;

  private final Experiment experiment;
  private final RunId id;
  private final RunFolder folder;
  private final int threads;
  private final RunListener listener;
  private final List<Member> members;
  private final Map<NeuralField, Theory> theories = new HashMap<>();

  /// @param folder is made if it does not exist
  /// @throws IOException if samples cannot be read
  public Runner(
      Experiment experiment, RunId id, RunFolder folder, int threads, RunListener listener)
      throws IOException {
    this.experiment = experiment;
    this.id = id;
    this.folder = folder;
    this.threads = threads;
    this.listener = listener;
    this.members = Member.of(experiment);
  }

  /// Number of ensembles.
  public int members() {
    return members.size();
  }

  /// Networks that the first ensemble draws, or holds; with a target error, of the pilot run.
  public long networks() {
    return members.getFirst().over(experiment.sampling().networks()).plan().networks();
  }

  /// What the run will take if nothing of it exists yet.
  ///
  /// @throws IllegalArgumentException if it does not fit, saying what to reduce
  public Forecast forecast() {
    return Forecast.of(draws() ? members : List.of(), experiment.sampling().networks(), threads);
  }

  /// Draws what is missing, all of it.
  ///
  /// @throws IOException if blocks cannot be read or written
  public Result run() throws IOException {
    List<Studied> studied = new ArrayList<>();
    for (Member member : members) {
      Optional<Theory> theory = member.theory(theories);
      studied.add(
          draws() ? untilPrecise(member, theory) : Studied.undrawn(member, theory, experiment));
    }
    return result(studied);
  }

  /// Whether any study needs correlators of the members measured.
  public boolean draws() {
    return experiment.draws();
  }

  /// A member as the report and as investigations see it.
  private record Studied(MemberResult result, StudiedEnsemble ensemble) {
    static Studied undrawn(Member member, Optional<Theory> theory, Experiment experiment) {
      MemberResult result =
          experiment.measuredOrder() > 0
              ? MemberResult.byQuadrature(member.field(), theory, experiment.correlators())
              : MemberResult.unmeasured(member.field(), theory);
      return new Studied(
          result,
          new StudiedEnsemble(
              member.label(), member.field(), Optional.empty(), theory, member.given()));
    }
  }

  /// Lets all investigations look.
  private Result result(List<Studied> studied) {
    Subject subject =
        new Subject(
            studied.stream().map(Studied::ensemble).toList(), points(), experiment.sampling());
    List<Study.Investigation> investigations = experiment.investigations();
    List<Findings> findings = new ArrayList<>();
    for (int k = 0; k < investigations.size(); k++) {
      UnitStore store = new StoredUnits(folder, id, k, listener);
      findings.add(investigations.get(k).findings(subject, new UnitWorkbench(threads, store)));
    }
    return Result.of(experiment, id, studied.stream().map(Studied::result).toList(), findings);
  }

  private Optional<PointSet> points() {
    return switch (experiment.field()) {
      case FieldSource.Networks networks -> Optional.of(networks.points());
      case FieldSource.Samples samples -> samples.points();
      case FieldSource.Absent _ -> Optional.empty();
    };
  }

  /// Draws the missing blocks of some parts only.
  ///
  /// @return the number of blocks of the whole run that are still missing
  /// @throws IllegalArgumentException if the experiment has a target error, whose size is not known before
  public long run(Parts parts) throws IOException {
    requireFixedSize();
    long networks = experiment.sampling().networks();
    if (!draws()) {
      return 0;
    }
    List<EnsembleRun> runs = members.stream().map(member -> member.over(networks)).toList();
    long units = runs.stream().mapToLong(run -> run.plan().blocks()).sum();
    long before = 0;
    long missing = 0;
    for (int m = 0; m < runs.size(); m++) {
      EnsembleRun run = runs.get(m);
      long offset = before;
      BlockStore store = open(members.get(m), run);
      int[] wanted =
          IntStream.range(0, run.plan().blocks())
              .filter(b -> parts.contains(offset + b, units) && !store.has(b))
              .toArray();
      draw(members.get(m), run, store, wanted);
      missing += run.plan().blocks() - store.count();
      before += run.plan().blocks();
    }
    return missing;
  }

  /// The result, if every block exists.
  public Optional<Result> finished() throws IOException {
    requireFixedSize();
    List<Studied> studied = new ArrayList<>();
    for (Member member : members) {
      if (!draws()) {
        studied.add(Studied.undrawn(member, member.theory(theories), experiment));
        continue;
      }
      EnsembleRun run = member.over(experiment.sampling().networks());
      BlockStore store = open(member, run);
      if (store.count() < run.plan().blocks()) {
        return Optional.empty();
      }
      studied.add(studied(member, member.theory(theories), run, store));
    }
    return Optional.of(result(studied));
  }

  private void requireFixedSize() {
    if (experiment.sampling().targetRelativeError().isPresent()) {
      throw new IllegalArgumentException(
          "a run with sampling.targetRelativeError cannot be cut into parts, since its size is not known before; set sampling.networks instead");
    }
  }

  private Studied untilPrecise(Member member, Optional<Theory> theory) throws IOException {
    OptionalDouble target = experiment.sampling().targetRelativeError();
    long most = experiment.sampling().mostNetworks();
    long networks = experiment.sampling().networks();
    if (target.isPresent()) {
      networks = Math.min(networks, most);
    }
    long before = 0;
    while (true) {
      EnsembleRun run = member.over(networks);
      BlockStore store = open(member, run);
      int[] missing = IntStream.range(0, run.plan().blocks()).filter(b -> !store.has(b)).toArray();
      draw(member, run, store, missing);
      Studied studied = studied(member, theory, run, store);
      double reached = studied.result().relativeError();
      if (target.isEmpty()
          || reached <= target.getAsDouble()
          || networks >= most
          || studied.result().networks() == before) {
        return studied;
      }
      before = studied.result().networks();
      double factor = MARGIN * Math.pow(reached / target.getAsDouble(), 2);
      networks = Math.min(most, Math.round(Math.max(2.0, factor) * networks));
    }
  }

  private BlockStore open(Member member, EnsembleRun run) throws IOException {
    long networks = run.plan().networks();
    RunId name =
        RunId.of(
            Build.fingerprint().hex(),
            id.hex(),
            Integer.toString(member.index()),
            Long.toString(networks));
    BlockStore store = BlockStore.open(folder.blocks(member.index(), networks), name, run.sums());
    store.warnings().forEach(listener::warn);
    return store;
  }

  private void draw(Member member, EnsembleRun run, BlockStore store, int[] missing) {
    if (missing.length == 0) {
      return;
    }
    long done = store.blocks().keySet().stream().mapToLong(run.plan()::count).sum();
    long wanted = IntStream.of(missing).mapToLong(run.plan()::count).sum();
    listener.started(member.label(), done + wanted, done);
    try {
      run.sample(missing, threads, new Progress(run, store, done));
    } finally {
      // What is done is kept, whatever happened.
      store.save();
      listener.finished();
    }
  }

  private Studied studied(
      Member member, Optional<Theory> theory, EnsembleRun run, BlockStore store) {
    Measurement measurement = run.measurement(store.blocks().values().toArray(double[][]::new));
    return new Studied(
        MemberResult.of(member.field(), measurement, theory, experiment.correlators()),
        new StudiedEnsemble(
            member.label(), member.field(), Optional.of(measurement), theory, member.given()));
  }

  /// Saves blocks, and tells the listener about them with a current estimate now and then.
  private final class Progress implements BlockSink {
    /// An estimate may take this share of the time.
    private static final double SHARE = 0.02;

    private final EnsembleRun run;
    private final BlockStore store;
    private long networks;
    private long nextEstimate = System.nanoTime() + 1_000_000_000L;
    private String estimate = "";

    Progress(EnsembleRun run, BlockStore store, long networks) {
      this.run = run;
      this.store = store;
      this.networks = networks;
    }

    @Override
    public void accept(int block, double[] sums) {
      store.accept(block, sums);
      synchronized (this) {
        networks += run.plan().count(block);
        if (System.nanoTime() > nextEstimate && store.count() >= 16) {
          long start = System.nanoTime();
          estimate = estimate(store.blocks());
          long now = System.nanoTime();
          nextEstimate = now + Math.max(1_000_000_000L, (long) ((now - start) / SHARE));
        }
        listener.progressed(networks, estimate);
      }
    }

    private String estimate(SortedMap<Integer, double[]> blocks) {
      int order = experiment.measuredOrder();
      boolean connected = experiment.correlators().map(Study.Correlators::connected).orElse(true);
      Measurement soFar = run.soFar(blocks);
      Estimate[] all = connected ? soFar.connected(order) : soFar.full(order);
      return "G%d%s = %s".formatted(order, connected ? "c" : "", all[0]);
    }
  }
}
