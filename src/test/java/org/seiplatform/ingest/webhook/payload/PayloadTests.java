package org.seiplatform.ingest.webhook.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{\"a\": 1} trailing", "\u00ff"})
    void aBodyThatIsNoJsonObjectIsUnreadable(String body) {
        assertThatExceptionOfType(UnreadablePayloadException.class).isThrownBy(() -> Payload.of(body.getBytes(UTF_8)));
    }

    @Test
    void aDeeplyNestedBodyIsUnreadable() {
        assertThatExceptionOfType(UnreadablePayloadException.class)
                .isThrownBy(() -> Payload.of(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T19:50:00Z",
        "2026-03-04T21:50:00+02:00",
        "2026-03-04T21:50:00.000+0200",
        "2026-03-04 21:50:00 +0200",
        "2026-03-04 19:50:00 UTC"
    })
    void everyFormOfTimeIsTheSameInstant(String time) {
        assertThat(payload("{\"at\": \"%s\"}".formatted(time)).requiredTime("/at"))
                .isEqualTo("2026-03-04T19:50:00Z");
    }

    @Test
    void secondsSince1970AreATimeToo() {
        assertThat(payload("{\"at\": 1557933657}").requiredTime("/at")).isEqualTo("2019-05-15T15:20:57Z");
    }

    @Test
    void textLosesTheOnlyCharacterThatCannotBeStored() {
        assertThat(payload("{\"title\": \"a\\u0000b\"}").text("/title")).isEqualTo("ab");
        assertThat(payload("{\"title\": \" \\u0000\"}").text("/title")).isNull();
    }

    @Test
    void zerosAreNoCommit() {
        assertThat(payload("{\"sha\": \"%s\"}".formatted("0".repeat(40))).sha("/sha"))
                .isNull();
    }

    @Test
    void theMessageNamesThePlaceAndNotTheContent() {
        assertThatExceptionOfType(UnreadablePayloadException.class)
                .isThrownBy(() -> payload("{\"a\": {\"b\": [{\"c\": \"secret\"}]}}")
                        .requiredObject("/a")
                        .objects("/b")
                        .getFirst()
                        .requiredNumber("/c"))
                .withMessage("/a/b/0/c is not a whole number.");
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(UTF_8));
    }
}
