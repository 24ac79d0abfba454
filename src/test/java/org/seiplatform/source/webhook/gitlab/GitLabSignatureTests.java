package org.seiplatform.source.webhook.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.source.webhook.WebhookRequest;
import org.seiplatform.source.webhook.WebhookSignature;
import org.springframework.http.HttpHeaders;

class GitLabSignatureTests {

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

    private static final String TOKEN = "It's a Secret to Everybody";

    /** The example of the Standard Webhooks specification. */
    private static final String STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String STANDARD_BODY = "{\"test\": 2432232314}";
    private static final String STANDARD_ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String STANDARD_SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void aRequestWithoutEitherIsNotSigned() {
        assertThat(holds(signature(null, null, null, null), TOKEN, "{}")).isFalse();
    }

    @Test
    void aTokenMustBeTheWholeSecret() {
        assertThat(holds(signature(TOKEN, null, null, null), TOKEN, "{}")).isTrue();
        assertThat(holds(signature("It's a Secret", null, null, null), TOKEN, "{}"))
                .isFalse();
        assertThat(holds(signature("", null, null, null), TOKEN, "{}")).isFalse();
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
                        signature(null, "msg_other", Long.toString(NOW.getEpochSecond()), STANDARD_SIGNATURE),
                        STANDARD_SECRET,
                        STANDARD_BODY))
                .isFalse();
    }

    @Test
    void aSignatureCountsForAFewMinutes() {
        WebhookSignature signature = standard(STANDARD_SIGNATURE);

        assertThat(signature.holds(STANDARD_SECRET, STANDARD_BODY.getBytes(UTF_8), NOW.plus(SKEW), SKEW))
                .isTrue();
        assertThat(signature.holds(
                        STANDARD_SECRET,
                        STANDARD_BODY.getBytes(UTF_8),
                        NOW.plus(SKEW).plusSeconds(1),
                        SKEW))
                .isFalse();
        assertThat(signature.holds(
                        STANDARD_SECRET,
                        STANDARD_BODY.getBytes(UTF_8),
                        NOW.minus(SKEW).minusSeconds(1),
                        SKEW))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "99999999999999999999", "9223372036854775807"})
    void aSignatureWithoutATimeDoesNotHold(String timestamp) {
        assertThat(holds(signature(null, STANDARD_ID, timestamp, STANDARD_SIGNATURE), STANDARD_SECRET, STANDARD_BODY))
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
                        signature(STANDARD_SECRET, STANDARD_ID, Long.toString(NOW.getEpochSecond()), "v1,AAAA"),
                        STANDARD_SECRET,
                        STANDARD_BODY))
                .isFalse();
    }

    private static WebhookSignature standard(String signatures) {
        return signature(null, STANDARD_ID, Long.toString(NOW.getEpochSecond()), signatures);
    }

    private static boolean holds(WebhookSignature signature, String secret, String body) {
        return signature.holds(secret, body.getBytes(UTF_8), NOW, SKEW);
    }

    private static WebhookSignature signature(
            @Nullable String token, @Nullable String id, @Nullable String timestamp, @Nullable String signature) {
        HttpHeaders headers = new HttpHeaders();
        setIfPresent(headers, "X-Gitlab-Token", token);
        setIfPresent(headers, "webhook-id", id);
        setIfPresent(headers, "webhook-timestamp", timestamp);
        setIfPresent(headers, "webhook-signature", signature);
        return new GitLabProvider().signature(new WebhookRequest(headers, new byte[0], NOW));
    }

    private static void setIfPresent(HttpHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.set(name, value);
        }
    }
}
