package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Choices;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tells two organizations the same: one everything that was ever said, once and in its order, one request for each kind; the
 * other the same in random order, split, some of it twice. Whatever is asked, they answer alike. The number of histories is the
 * system property {@code sei.test.tellings}, the first seed {@code sei.test.seed}.
 */
@ApiTest
class OrderIndependenceTests {

    private static final int HISTORIES = Integer.getInteger("sei.test.tellings", 15);
    private static final int FIRST_SEED = Integer.getInteger("sei.test.seed", 1);

    @Autowired
    private Api api;

    @Test
    void everyAnswerIsThatOfTheSortedSingleDelivery() {
        List<String> differences = IntStream.range(FIRST_SEED, FIRST_SEED + HISTORIES)
                .parallel()
                .mapToObj(this::differences)
                .flatMap(List::stream)
                .toList();
        assertThat(differences).as("in %s histories", HISTORIES).isEmpty();
    }

    private List<String> differences(int seed) {
        Random random = new Random(seed);
        Choices choices = new Choices(seed);
        History history = Histories.history(choices);
        List<List<Fact>> anyhow = EventOrders.of(history, choices);
        HistorySender sender = new HistorySender(api);
        Map<String, String> expected = answers(sender.send(seed, history, EventOrders.sorted(anyhow)), seed);
        Map<String, String> answered = answers(sender.sendInAnyOrder(seed, history, anyhow, random), seed);
        assertThat(answered.keySet()).isEqualTo(expected.keySet());
        return expected.entrySet().stream()
                .filter(answer -> !answer.getValue().equals(answered.get(answer.getKey())))
                .map(answer -> "seed %s, %s: %s expected, %s answered"
                        .formatted(seed, answer.getKey(), answer.getValue(), answered.get(answer.getKey())))
                .toList();
    }

    private static Map<String, String> answers(SeededOrganization seeded, int seed) {
        Names names = Names.of(seeded);
        Map<String, String> answers = new TreeMap<>();
        for (String path : paths(seeded, new RandomQuestions(seeded.history(), new Random(seed)))) {
            answers.put(names.in(path), names.in(seeded.ask(path)));
        }
        return answers;
    }

    /** Every kind of question: about all of the time, and about some of it. */
    private static List<String> paths(SeededOrganization seeded, RandomQuestions asking) {
        List<String> paths = new ArrayList<>();
        for (MetricPeriod period :
                List.of(new MetricPeriod(RandomQuestions.FROM, RandomQuestions.TO), asking.period())) {
            String when = "start=" + period.start() + "&end=" + period.end();
            List<String> scopes = new ArrayList<>(List.of(when, when + "&environment=staging"));
            seeded.history().teams().forEach(team -> {
                scopes.add(when + "&team_id=" + team.id());
                paths.add("analytics/team/" + team.id() + "?" + when);
            });
            seeded.history().repositories().forEach(repository -> {
                scopes.add(when + "&repository_id=" + repository.id());
                paths.add("analytics/repository/" + repository.id() + "?" + when);
            });
            for (String scope : scopes) {
                paths.add("analytics/dora?" + scope);
                paths.add("analytics/data-quality?" + scope);
                paths.add("analytics/deployments?limit=200&" + scope);
                paths.add("analytics/changes?limit=200&" + scope);
                paths.add("analytics/incidents?limit=200&" + scope);
            }
            seeded.developers().values().stream()
                    .distinct()
                    .forEach(developer -> paths.add("analytics/developer/" + developer + "?" + when));
            paths.add("analytics/compare?" + when
                    + String.join(
                            "",
                            seeded.history().teams().stream()
                                    .map(team -> "&team_id=" + team.id())
                                    .toList()));
        }
        for (String metric : SeriesCalculation.METRICS) {
            paths.add("analytics/trends?granularity=weekly&metric=" + metric + "&start=" + RandomQuestions.FROM
                    + "&end=" + RandomQuestions.TO);
        }
        return paths;
    }
}
