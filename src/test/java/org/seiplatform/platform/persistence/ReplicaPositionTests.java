package org.seiplatform.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicaPositionTests {

    private static final long PAGE = 8192;

    private final ReplicaPosition position = new ReplicaPosition();

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(position.has(Long.MIN_VALUE / 2)).isFalse();
    }

    @Test
    void aReplicaHasWhatWasCommittedBeforeThePrimaryWasSeenWhereItIs() {
        position.primaryWasAt(100, 10);
        position.primaryWasAt(200, 20);
        position.primaryWasAt(300, 30);

        position.replicaIsAt(250);

        assertThat(position.has(20)).isTrue();
        assertThat(position.has(21)).isFalse();
    }

    @Test
    void anIdlePrimaryLooksLikeNoLag() {
        position.primaryWasAt(100, 10);
        position.replicaIsAt(100);
        position.primaryWasAt(100, 1000);
        position.replicaIsAt(100);

        assertThat(position.has(1000)).isTrue();
    }

    @Test
    void thePlaceAfterAPagesHeaderIsTheEndOfThePageBefore() {
        position.primaryWasAt(7 * PAGE + 24, 10);
        position.replicaIsAt(7 * PAGE);

        assertThat(position.has(10)).isTrue();
    }

    @Test
    void anotherPrimaryBeginsAnew() {
        position.primaryWasAt(500, 10);
        position.replicaIsAt(400);
        position.primaryWasAt(300, 20);

        assertThat(position.has(10)).isFalse();
        position.replicaIsAt(300);
        assertThat(position.has(20)).isTrue();
    }

    @Test
    void whatIsLostIsNotTrusted() {
        position.primaryWasAt(100, 10);
        position.replicaIsAt(100);

        position.lost();

        assertThat(position.has(10)).isFalse();
    }
}
