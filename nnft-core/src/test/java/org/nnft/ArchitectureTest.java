package org.nnft;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rooms of docs/architecture.md: a package may use those above it, never those below.
class ArchitectureTest {

  private static final List<String> ROOMS =
      List.of(
          "math",
          "random",
          "statistics",
          "markov",
          "field",
          "network",
          "kernel",
          "neuron",
          "ensemble",
          "feynman",
          "eft",
          "rg",
          "lattice",
          "generating",
          "locality",
          "axioms",
          "simulation",
          "symmetry",
          "study",
          "io",
          "experiment");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.nnft");

  @Test
  void everyRoomUsesOnlyThoseAboveIt() {
    downwards(ROOMS).check(CLASSES);
  }

  /// Rooms that ask different questions of one theory: none uses another.
  @Test
  void siblingsDoNotKnowOneAnother() {
    List<String> siblings = List.of("symmetry", "generating", "locality", "axioms");
    for (String room : siblings) {
      String[] others =
          siblings.stream()
              .filter(other -> !other.equals(room))
              .map(other -> "org.nnft." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("org.nnft." + room + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  /// The rule can fail: upside down, it does.
  @Test
  void theReversedOrderIsRejected() {
    assertThatThrownBy(() -> downwards(ROOMS.reversed()).check(CLASSES))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void everyPackageIsARoom() {
    assertThat(CLASSES.stream().map(c -> c.getPackageName()).distinct())
        .allMatch(name -> ROOMS.contains(name.substring(name.lastIndexOf('.') + 1)));
  }

  private static LayeredArchitecture downwards(List<String> rooms) {
    LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : rooms) {
      layers = layers.optionalLayer(room).definedBy("org.nnft." + room + "..");
    }
    for (int i = 0; i < rooms.size(); i++) {
      String[] below = rooms.subList(i + 1, rooms.size()).toArray(String[]::new);
      layers =
          below.length == 0
              ? layers.whereLayer(rooms.get(i)).mayNotBeAccessedByAnyLayer()
              : layers.whereLayer(rooms.get(i)).mayOnlyBeAccessedByLayers(below);
    }
    return layers;
  }
}
