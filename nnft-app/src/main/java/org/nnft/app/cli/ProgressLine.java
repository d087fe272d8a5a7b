package org.nnft.app.cli;

import java.io.Console;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.nnft.app.run.RunListener;

/// Progress in the terminal: networks per second, time left, the current estimate.
final class ProgressLine implements RunListener {
  private final PrintWriter err;
  private final boolean bar;
  private @Nullable ProgressBar current;

  /// @param bar whether a bar is drawn if a person watches; warnings are printed in any case
  // On JDK 25 there is no console again where nobody watches.
  @SuppressWarnings("SystemConsoleNull")
  ProgressLine(PrintWriter err, boolean bar) {
    this.err = err;
    Console console = System.console();
    this.bar = bar && console != null && console.isTerminal();
  }

  @Override
  public void started(String label, long networks, long done) {
    if (done > 0) {
      warn("%s: %,d of %,d networks exist already".formatted(label, done, networks));
    }
    show(label, networks, done, " networks");
  }

  @Override
  public void startedUnits(String label, long units, long done) {
    if (done > 0) {
      warn("%s: %,d of %,d parts exist already".formatted(label, done, units));
    }
    show(label, units, done, " parts");
  }

  private void show(String label, long most, long done, String unit) {
    if (bar) {
      current =
          new ProgressBarBuilder()
              .setTaskName(label)
              .setInitialMax(most)
              .startsFrom(done, java.time.Duration.ZERO)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setUpdateIntervalMillis(250)
              .setUnit(unit, 1)
              .showSpeed()
              .clearDisplayOnFinish()
              .build();
    }
  }

  @Override
  public void progressed(long networks, String estimate) {
    if (current != null) {
      current.stepTo(networks);
      current.setExtraMessage("  " + estimate);
    }
  }

  @Override
  public void finished() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  @Override
  public void warn(String message) {
    err.println(message);
  }
}
