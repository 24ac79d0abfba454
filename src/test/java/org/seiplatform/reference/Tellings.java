package org.seiplatform.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Makes up ways of telling one history: with earlier states of its facts, some of them twice, in any order, split into
 * requests. Whichever way it is told, {@link StateMerge} finds the same history in it.
 */
final class Tellings {

    private Tellings() {}

    /** The order in which a sender with nothing to hide would send it: every fact once, in its final state. */
    static List<List<Fact>> plain(History history) {
        return split(history.facts(), List.of());
    }

    /** All that a telling says, each once, in the order in which it became true, in one request for each kind. */
    static List<List<Fact>> sorted(List<List<Fact>> telling) {
        return split(
                telling.stream()
                        .flatMap(List::stream)
                        .distinct()
                        .sorted(Comparator.comparing(Fact::updatedAt))
                        .toList(),
                List.of());
    }

    /** Requests in the order of their arrival; the facts of one request are of one kind. */
    static Arbitrary<List<List<Fact>>> of(History history) {
        int facts = history.facts().size();
        Arbitrary<List<int[]>> rows = Choices.row().list().ofSize(facts);
        Arbitrary<List<Integer>> sizes = Arbitraries.integers()
                .between(1, 40)
                .withDistribution(RandomDistribution.uniform())
                .list()
                .ofSize(12);
        return rows.map(row -> statements(history, row))
                .flatMap(statements -> Combinators.combine(Arbitraries.shuffle(statements), sizes)
                        .as(Tellings::split));
    }

    private static List<Fact> statements(History history, List<int[]> rows) {
        List<Fact> statements = new ArrayList<>();
        List<Fact> facts = history.facts();
        for (int i = 0; i < facts.size(); i++) {
            Choices choices = new Choices(rows.get(i));
            List<? extends Fact> states = EarlierStates.of(facts.get(i), choices);
            for (Fact state : states) {
                statements.add(state);
                if (choices.onceIn(5)) {
                    statements.add(state);
                }
            }
        }
        return statements;
    }

    private static List<List<Fact>> split(List<Fact> statements, List<Integer> sizes) {
        List<List<Fact>> requests = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < statements.size(); i++) {
            int size = i < sizes.size() ? sizes.get(i) : statements.size();
            List<Fact> together = statements.subList(from, Math.min(from + size, statements.size()));
            List.<Predicate<Fact>>of(
                            CommitFact.class::isInstance,
                            PullRequestFact.class::isInstance,
                            DeploymentFact.class::isInstance,
                            IncidentFact.class::isInstance)
                    .forEach(kind -> requests.add(together.stream().filter(kind).toList()));
            from += size;
        }
        requests.removeIf(List::isEmpty);
        return requests;
    }
}
