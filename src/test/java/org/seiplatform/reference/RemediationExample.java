package org.seiplatform.reference;

import static org.seiplatform.reference.HistoryBuilder.sha;

import java.util.Map;
import java.util.function.Consumer;

/** The worked examples of the metric definitions on kinds of deployments, and on what they remediate. */
enum RemediationExample {
    A_ROLLBACK_UNDOES_THE_FIRST_OF_FOUR_AFTER_ITS_TARGET(
            seeded -> {
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "b", "03-02 12:00");
                seeded.deployment("D3", "c", "03-03 12:00");
                seeded.deployment("D4", "d", "03-04 12:00");
                seeded.deployment("D5", "e", "03-05 12:00");
                seeded.deployment("D6", "a", "03-05 13:00");
            },
            Map.of("D6", "rollback"),
            Map.of("D2", "D6")),
    A_ROLLBACK_RETURNS_TO_THE_LATEST_DEPLOYMENT_OF_ITS_COMMIT(
            seeded -> {
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "b", "03-02 12:00");
                seeded.deployment("D3", "a", "03-02 13:00");
                seeded.deployment("D4", "c", "03-03 12:00");
                seeded.deployment("D5", "d", "03-04 12:00");
                seeded.deployment("D6", "a", "03-04 13:00");
            },
            Map.of("D3", "rollback", "D6", "rollback"),
            Map.of("D2", "D3", "D4", "D6")),
    A_ROLLBACK_TO_WHAT_WAS_NEVER_DEPLOYED_RETURNS_TO_ITS_LATEST_ANCESTOR(
            seeded -> {
                seeded.deployment("D1", "a", "03-02 09:30");
                seeded.deployment("D2", "c", "03-03 12:00");
                seeded.deployment("D3", "d", "03-04 12:00");
                seeded.deployment("D4", "b", "03-04 13:00");
            },
            Map.of("D4", "rollback"),
            Map.of("D2", "D4")),
    A_ROLLBACK_TO_BEFORE_ALL_DEPLOYMENTS_HAS_NO_TARGET(
            seeded -> {
                seeded.deployment("D1", "c", "03-03 12:00");
                seeded.deployment("D2", "d", "03-04 12:00");
                seeded.deployment("D3", "e", "03-05 12:00");
                seeded.deployment("D4", "b", "03-05 13:00");
            },
            Map.of("D4", "rollback"),
            Map.of("D3", "D4")),
    A_ROLLBACK_WITH_NOTHING_BETWEEN_IT_AND_ITS_TARGET_UNDOES_THE_PREVIOUS_ONE(
            seeded -> {
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "b", "03-02 12:00");
                seeded.deployment("D3", "c", "03-03 12:00").kind("rollback");
            },
            Map.of("D3", "rollback"),
            Map.of("D2", "D3")),
    A_ROLLBACK_OVER_MORE_THAN_SEVEN_DAYS_REMEDIATES_NOTHING(
            seeded -> {
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "c", "03-03 12:00");
                seeded.deployment("D3", "d", "03-10 12:00");
                seeded.deployment("D4", "a", "03-10 12:01");
            },
            Map.of("D4", "rollback"),
            Map.of()),
    THE_TARGET_OF_A_ROLLBACK_MAY_BE_OLD(
            seeded -> {
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "c", "03-11 12:00");
                seeded.deployment("D3", "a", "03-11 13:00");
            },
            Map.of("D3", "rollback"),
            Map.of("D2", "D3")),
    A_ROLLBACK_TO_AN_ANCESTOR_OVER_MORE_THAN_SEVEN_DAYS_REMEDIATES_NOTHING(
            seeded -> {
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "c", "03-03 12:00");
                seeded.deployment("D3", "d", "03-10 12:00");
                seeded.deployment("D4", "b", "03-10 12:01");
            },
            Map.of("D4", "rollback"),
            Map.of()),
    A_SENDER_OF_BARE_DEPLOYMENTS_GETS_ROLLBACKS(
            seeded -> {
                seeded.deployment("D1", "11", "03-01 12:00");
                seeded.deployment("D2", "22", "03-02 12:00");
                seeded.deployment("D3", "33", "03-03 12:00");
                seeded.deployment("D4", "11", "03-03 13:00");
                seeded.deployment("D5", "44", "03-04 12:00");
            },
            Map.of("D4", "rollback"),
            Map.of("D2", "D4")),
    A_COMMIT_OF_ANOTHER_LINE_IS_A_ROLLBACK_WHERE_IT_WAS_DEPLOYED_BEFORE(
            seeded -> {
                seeded.commit("f", "03-02 10:00", "a");
                seeded.deployment("D1", "b", "03-02 12:00");
                seeded.deployment("D2", "f", "03-02 13:00");
                seeded.deployment("D3", "b", "03-02 14:00");
            },
            Map.of("D3", "rollback"),
            Map.of("D2", "D3")),
    A_REVERT_REMEDIATES_WHO_DELIVERED_WHAT_IT_REVERTS(
            seeded -> {
                seeded.commit("f", "03-05 10:00", "e").saying("This reverts commit " + sha("b") + ".");
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "b", "03-02 12:00");
                seeded.deployment("D3", "d", "03-04 12:00");
                seeded.deployment("D4", "e", "03-05 09:30");
                seeded.deployment("D5", "f", "03-05 12:00");
            },
            Map.of("D5", "hotfix"),
            Map.of("D2", "D5")),
    SEVERAL_REVERTS_REMEDIATE_THE_LATEST(
            seeded -> {
                seeded.commit("f", "03-05 10:00", "e")
                        .saying("This reverts commit " + sha("c") + ".\nThis reverts commit " + sha("b") + ".");
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "b", "03-02 12:00");
                seeded.deployment("D3", "d", "03-04 12:00");
                seeded.deployment("D4", "e", "03-05 09:30");
                seeded.deployment("D5", "f", "03-05 12:00");
            },
            Map.of("D5", "hotfix"),
            Map.of("D3", "D5")),
    A_HOTFIX_THAT_REVERTS_WHAT_CAME_LONG_AGO_REMEDIATES_THE_PREVIOUS_ONE(
            seeded -> {
                seeded.commit("f", "03-20 09:00", "e").saying("This reverts commit " + sha("b") + ".");
                seeded.commit("7", "03-22 09:00", "f").saying("This reverts commit " + sha("b") + ".");
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "b", "03-02 12:00");
                seeded.deployment("D3", "e", "03-19 12:00");
                seeded.deployment("D4", "f", "03-20 12:00").ref("hotfix/b");
                seeded.deployment("D5", "7", "03-22 12:00");
            },
            Map.of("D4", "hotfix"),
            Map.of("D3", "D4")),
    A_NAME_WINS_OVER_EVERY_RULE(
            seeded -> {
                seeded.commit("f", "03-05 10:00", "e").saying("This reverts commit " + sha("b") + ".");
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "b", "03-02 12:00");
                seeded.deployment("D3", "d", "03-04 12:00");
                seeded.deployment("D4", "e", "03-05 09:30");
                seeded.deployment("D5", "f", "03-05 12:00").remediates("D3");
                seeded.deployment("D6", "a", "03-05 13:00").remediates("D1");
                seeded.deployment("D7", "b", "03-05 14:00").remediates("unheard of");
            },
            Map.of("D5", "hotfix", "D6", "rollback", "D7", "rollback"),
            Map.of("D3", "D5", "D1", "D6")),
    WHO_NAMES_WHAT_IT_REMEDIATES_IS_A_HOTFIX_UNLESS_SAID_OTHERWISE(
            seeded -> {
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "b", "03-02 12:00");
                seeded.deployment("D3", "c", "03-03 12:00").remediates("D1");
                seeded.deployment("D4", "d", "03-04 12:00").remediates("D2").kind("planned");
                seeded.deployment("D5", "d", "03-05 12:00").remediates("D2");
                seeded.deployment("D6", "e", "03-06 12:00").remediates("unheard of");
            },
            Map.of("D3", "hotfix", "D5", "redeploy", "D6", "hotfix"),
            Map.of("D1", "D3")),
    THE_FIRST_OF_SEVERAL_REMEDIES_COUNTS(
            seeded -> {
                seeded.deployment("D1", "a", "03-01 12:00");
                seeded.deployment("D2", "b", "03-02 12:00");
                seeded.deployment("D3", "a", "03-02 13:00");
                seeded.deployment("D4", "c", "03-03 12:00").remediates("D2");
            },
            Map.of("D3", "rollback", "D4", "hotfix"),
            Map.of("D2", "D3"));

    private final Consumer<HistoryBuilder> story;
    private final Map<String, String> kinds;
    private final Map<String, String> remediatedBy;

    RemediationExample(Consumer<HistoryBuilder> story, Map<String, String> kinds, Map<String, String> remediatedBy) {
        this.story = story;
        this.kinds = kinds;
        this.remediatedBy = remediatedBy;
    }

    /** Five commits, one upon the other and a day apart, and the deployments of the example. */
    History history() {
        HistoryBuilder seeded = new HistoryBuilder();
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 09:00", "a");
        seeded.commit("c", "03-03 09:00", "b");
        seeded.commit("d", "03-04 09:00", "c");
        seeded.commit("e", "03-05 09:00", "d");
        story.accept(seeded);
        return seeded.build();
    }

    /** The kinds of deployments that are not planned. */
    Map<String, String> kinds() {
        return kinds;
    }

    /** The first deployment that remediates it, of each deployment that one does. */
    Map<String, String> remediatedBy() {
        return remediatedBy;
    }
}
