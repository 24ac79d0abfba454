package org.seiplatform.source.webhook.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{\"a\": 1} trailing", "\u00ff"})
    void aBodyThatIsNoJsonObjectIsUnreadable(String body) {
        assertThatExceptionOfType(UnreadablePayloadException.class)
                .isThrownBy(() -> Payload.of(body.getBytes(UTF_8), Instant.EPOCH));
    }

    @Test
    void aDeeplyNestedBodyIsUnreadable() {
        assertThatExceptionOfType(UnreadablePayloadException.class)
                .isThrownBy(() -> Payload.of(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8), Instant.EPOCH));
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

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00+19:00,2026-11-19T15:00:00Z",
        "2026-11-20T10:00:00-9959,2026-11-24T13:59:00Z",
        "2116-05-01T10:00:00Z,2116-05-01T10:00:00Z",
        "1970-01-01T00:00:00Z,1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59-01:00,1970-01-01T00:59:59Z",
        "1901-12-13T20:45:52Z,1901-12-13T20:45:52Z",
        "-0044-03-15T12:00:00Z,0001-01-01T00:00:00Z",
        "12116-05-01T10:00:00Z,9999-12-31T00:00:00Z",
        "+292277026596-12-04T15:30:08Z,"
    })
    void aTimeThatNobodyCanHaveMeantIsBroughtToTheNearest(String time, @Nullable String expected) {
        Payload payload = payload("{\"at\": \"%s\"}".formatted(time));

        if (expected == null) {
            assertThatExceptionOfType(UnreadablePayloadException.class).isThrownBy(() -> payload.time("/at"));
        } else {
            assertThat(payload.requiredTime("/at")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808,0001-01-01T00:00:00Z",
        "-1,1969-12-31T23:59:59Z",
        "4617000000,2116-04-22T12:00:00Z",
        "9223372036854775807,9999-12-31T00:00:00Z"
    })
    void secondsAreBroughtToTheNearestTimeToo(long seconds, String expected) {
        assertThat(payload("{\"at\": %d}".formatted(seconds)).requiredTime("/at"))
                .isEqualTo(expected);
    }

    @Test
    void anElementThatCannotBeReadIsLeftOutAndSaid() {
        Payload payload = payload("{\"labels\": [{\"name\": \"a\"}, 7, null, {\"name\": 8}, {\"name\": \"b\"}]}");

        assertThat(payload.each("/labels", label -> label.requiredText("/name")))
                .containsExactly("a", "b");
        assertThat(payload.leftOut().count()).isEqualTo(3);
        assertThat(payload.leftOut().summary())
                .isEqualTo(
                        "Left out: /labels/1 is not an object. /labels/2 is missing. /labels/3/name is not a string.");
    }

    @Test
    void whatIsNoArrayHasNoElements() {
        Payload payload = payload("{\"labels\": \"bug\"}");

        assertThat(payload.each("/labels", label -> label.requiredText("/name")))
                .isEmpty();
        assertThat(payload.leftOut().summary()).isEqualTo("Left out: /labels is not an array.");
    }

    @Test
    void ofManyThatWereLeftOutTheFirstAreTold() {
        Payload payload = payload("{\"labels\": [%s0]}".formatted("0,".repeat(99)));

        payload.each("/labels", label -> label.requiredText("/name"));

        assertThat(payload.leftOut().summary())
                .contains("/labels/4 is not an object. And 95 more.")
                .doesNotContain("/labels/5 ");
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
                        .requiredObject("/b/0")
                        .requiredNumber("/c"))
                .withMessage("/a/b/0/c is not a whole number.");
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(UTF_8), Instant.EPOCH);
    }
}
