package org.seiplatform.reference;

import static org.seiplatform.reference.HistoryBuilder.sha;

/** The facts of the worked example at the end of the metric definitions. */
final class WorkedExample {

    private WorkedExample() {}

    static History history() {
        HistoryBuilder seeded = new HistoryBuilder();
        seeded.commit("a", "03-01 09:00");
        seeded.commit("b", "03-02 10:00", "a");
        seeded.commit("c", "03-03 10:00", "b");
        seeded.commit("d", "03-04 12:00", "c");
        seeded.commit("e", "03-05 09:00", "d").saying("Revert \"Change\"\n\nThis reverts commit " + sha("d") + ".");
        seeded.commit("f", "03-09 09:00", "e");
        seeded.deployment("D1", "b", "03-02 12:00");
        seeded.deployment("D2", "d", "03-05 08:00");
        seeded.deployment("D3", "e", "03-05 11:00");
        seeded.deployment("X", "f", "03-09 10:00").status("failure");
        seeded.deployment("D4", "f", "03-10 09:00");
        seeded.incident("I", "03-05 08:30").resolved("03-05 11:30");
        return seeded.build();
    }
}
