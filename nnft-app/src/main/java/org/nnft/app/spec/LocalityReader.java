package org.nnft.app.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nnft.app.spec.YamlTree.Node;
import org.nnft.field.PointSet;
import org.nnft.study.LocalityStudy;
import org.nnft.study.Study;

/// `locality`.
final class LocalityReader implements StudyReader {
  @Override
  public String key() {
    return "locality";
  }

  @Override
  public String usage() {
    return "locality: {groups: [[1, 1], [2, 2]], direction: [1, 0], from: 0.3, to: 3, count: 10, lattice: false, sampled: true}";
  }

  @Override
  public Optional<Study> read(Section s, Context context) {
    s.allow("groups", "direction", "from", "to", "count", "lattice", "sampled");
    int points = context.points().map(PointSet::size).orElse(Integer.MAX_VALUE);
    List<List<Integer>> groups = new ArrayList<>();
    s.node("groups")
        .ifPresent(
            node -> {
              for (Node group : s.items(node, s.pathOf("groups"))) {
                List<Integer> members = new ArrayList<>();
                for (Node member : s.items(group, s.pathOf("groups"))) {
                  s.whole(member, s.pathOf("groups"), 1, points)
                      .ifPresent(p -> members.add(Math.toIntExact(p)));
                }
                groups.add(members);
              }
            });
    List<Double> direction = s.numbers("direction");
    double from = s.positive("from", 0.3);
    double to = s.positive("to", 3);
    int count = Math.toIntExact(s.whole("count", 10, 5, 56));
    boolean lattice = s.flag("lattice").orElse(false);
    boolean sampled = s.flag("sampled").orElse(true);
    return s.problems()
        .attempt(
            s.lineOf("to"),
            s.pathOf("to"),
            () -> new LocalityStudy(groups, direction, from, to, count, lattice, sampled));
  }
}
