package org.seiplatform.source.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTests {

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

    /** The example of GitHub's documentation. */
    private static final String HUB_SECRET = "It's a Secret to Everybody";

    private static final String HUB_BODY = "Hello, World!";
    private static final String HUB_SIGNATURE =
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    /** The example of the Standard Webhooks specification. */
    private static final String STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String STANDARD_BODY = "{\"test\": 2432232314}";
    private static final String STANDARD_ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String STANDARD_SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void theDocumentedSignatureOfGitHubHolds() {
        assertThat(holds(Proof.gitHub(HUB_SIGNATURE), HUB_SECRET, HUB_BODY)).isTrue();
        assertThat(holds(Proof.gitHub(HUB_SIGNATURE), HUB_SECRET + "!", HUB_BODY))
                .isFalse();
        assertThat(holds(Proof.gitHub(HUB_SIGNATURE), HUB_SECRET, HUB_BODY + " "))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
                "sha256=ÿ57107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
            })
    void aSignatureOfAnotherFormDoesNotHold(String signature) {
        assertThat(holds(Proof.gitHub(signature), HUB_SECRET, HUB_BODY)).isFalse();
    }

    @Test
    void noProofProvesNothing() {
        assertThat(holds(Proof.gitHub(null), HUB_SECRET, HUB_BODY)).isFalse();
        assertThat(holds(Proof.gitLab(null, null, null, null), HUB_SECRET, HUB_BODY))
                .isFalse();
    }

    @Test
    void aTokenMustBeTheWholeSecret() {
        assertThat(holds(Proof.gitLab(HUB_SECRET, null, null, null), HUB_SECRET, "{}"))
                .isTrue();
        assertThat(holds(Proof.gitLab("It's a Secret", null, null, null), HUB_SECRET, "{}"))
                .isFalse();
        assertThat(holds(Proof.gitLab("", null, null, null), HUB_SECRET, "{}")).isFalse();
    }

    @Test
    void theSpecifiedSignatureOfStandardWebhooksHolds() {
        assertThat(holds(standard(STANDARD_SIGNATURE), STANDARD_SECRET, STANDARD_BODY))
                .isTrue();
        assertThat(holds(standard("v1,AAAA " + STANDARD_SIGNATURE), STANDARD_SECRET, STANDARD_BODY))
                .isTrue();
        assertThat(holds(standard(STANDARD_SIGNATURE), STANDARD_SECRET, STANDARD_BODY + " "))
                .isFalse();
        assertThat(holds(
                        Proof.gitLab(null, "msg_other", Long.toString(NOW.getEpochSecond()), STANDARD_SIGNATURE),
                        STANDARD_SECRET,
                        STANDARD_BODY))
                .isFalse();
    }

    @Test
    void aSignatureCountsForAFewMinutes() {
        Proof proof = standard(STANDARD_SIGNATURE);

        assertThat(proof.holds(STANDARD_SECRET, STANDARD_BODY.getBytes(UTF_8), NOW.plus(SKEW), SKEW))
                .isTrue();
        assertThat(proof.holds(
                        STANDARD_SECRET,
                        STANDARD_BODY.getBytes(UTF_8),
                        NOW.plus(SKEW).plusSeconds(1),
                        SKEW))
                .isFalse();
        assertThat(proof.holds(
                        STANDARD_SECRET,
                        STANDARD_BODY.getBytes(UTF_8),
                        NOW.minus(SKEW).minusSeconds(1),
                        SKEW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "99999999999999999999", "9223372036854775807"})
    void aSignatureWithoutATimeDoesNotHold(String timestamp) {
        assertThat(holds(
                        Proof.gitLab(null, STANDARD_ID, timestamp, STANDARD_SIGNATURE), STANDARD_SECRET, STANDARD_BODY))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a secret of another form", "whsec_", "whsec_***"})
    void aSecretThatIsNoSigningTokenSignsNothing(String secret) {
        assertThat(holds(standard(STANDARD_SIGNATURE), secret, STANDARD_BODY)).isFalse();
    }

    @Test
    void aSignatureIsNotOverruledByAToken() {
        assertThat(holds(
                        Proof.gitLab(STANDARD_SECRET, STANDARD_ID, Long.toString(NOW.getEpochSecond()), "v1,AAAA"),
                        STANDARD_SECRET,
                        STANDARD_BODY))
                .isFalse();
    }

    private static Proof standard(String signatures) {
        return Proof.gitLab(null, STANDARD_ID, Long.toString(NOW.getEpochSecond()), signatures);
    }

    private static boolean holds(Proof proof, String secret, String body) {
        return proof.holds(secret, body.getBytes(UTF_8), NOW, SKEW);
    }
}
