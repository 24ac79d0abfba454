package org.seiplatform.ingest.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seiplatform.ingest.Event.Person;

/** The four forms of a line in gitmailmap(5). */
class MailmapTests {

    private final Mailmap mailmap = Mailmap.parse("""
            # who is who
            Proper Name <commit@example.org>
            <proper@example.org> <old@example.org>
            Both Proper <both@example.org> <bad@example.org>
            One Of Two <one@example.org> Shared Name <shared@example.org>
            this line says nothing
            """);

    @Test
    void aNameForAnAddress() {
        assertThat(mailmap.map("x", "COMMIT@example.org"))
                .isEqualTo(new Person("Proper Name", "COMMIT@example.org", null));
    }

    @Test
    void anAddressForAnAddress() {
        assertThat(mailmap.map("Kept", "old@example.org")).isEqualTo(new Person("Kept", "proper@example.org", null));
    }

    @Test
    void bothForAnAddress() {
        assertThat(mailmap.map("x", "bad@example.org")).isEqualTo(new Person("Both Proper", "both@example.org", null));
    }

    @Test
    void bothForANameAndAnAddress() {
        assertThat(mailmap.map("shared NAME", "shared@example.org"))
                .isEqualTo(new Person("One Of Two", "one@example.org", null));
        assertThat(mailmap.map("Another", "shared@example.org"))
                .isEqualTo(new Person("Another", "shared@example.org", null));
    }
}
