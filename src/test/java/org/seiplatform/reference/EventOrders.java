package org.seiplatform.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.seiplatform.testing.Choices;

/**
 * Makes up ways of telling one history: with earlier states of its facts, some of them twice, in any order, split into
 * requests. Whichever way it is told, {@link StateMerge} finds the same history in it.
 */
final class EventOrders {

    private EventOrders() {}

    /** The order in which a sender with nothing to hide would send it: every fact once, in its final state. */
    static List<List<Fact>> plain(History history) {
        return split(history.facts(), List.of());
    }

    /** All that a telling says, each once, in the order in which it became true, in one request for each kind. */
    static List<List<Fact>> sorted(List<List<Fact>> order) {
        return split(
                order.stream()
                        .flatMap(List::stream)
                        .distinct()
                        .sorted(Comparator.comparing(Fact::updatedAt))
                        .toList(),
                List.of());
    }

    /** Requests in the order of their arrival; the facts of one request are of one kind. */
    static List<List<Fact>> of(History history, Choices choices) {
        List<Fact> statements = new ArrayList<>();
        for (Fact fact : history.facts()) {
            for (Fact state : EarlierStates.of(fact, choices)) {
                statements.add(state);
                if (choices.onceIn(5)) {
                    statements.add(state);
                }
            }
        }
        return split(choices.shuffled(statements), choices.list(12, () -> 1 + choices.below(40)));
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
                            DeploymentReport.class::isInstance,
                            IncidentFact.class::isInstance)
                    .forEach(kind -> requests.add(together.stream().filter(kind).toList()));
            from += size;
        }
        requests.removeIf(List::isEmpty);
        return requests;
    }
}
