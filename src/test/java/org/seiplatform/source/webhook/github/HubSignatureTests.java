package org.seiplatform.source.webhook.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.source.webhook.WebhookRequest;
import org.seiplatform.source.webhook.WebhookSignature;
import org.springframework.http.HttpHeaders;

class HubSignatureTests {

    /** The example of GitHub's documentation. */
    private static final String SECRET = "It's a Secret to Everybody";

    private static final String BODY = "Hello, World!";
    private static final String SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void theDocumentedSignatureHolds() {
        assertThat(holds(new HubSignature(SIGNATURE), SECRET, BODY)).isTrue();
        assertThat(holds(new HubSignature(SIGNATURE), SECRET + "!", BODY)).isFalse();
        assertThat(holds(new HubSignature(SIGNATURE), SECRET, BODY + " ")).isFalse();
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
        assertThat(holds(new HubSignature(signature), SECRET, BODY)).isFalse();
    }

    @Test
    void aRequestWithoutOneIsNotSigned() {
        WebhookRequest request = new WebhookRequest(new HttpHeaders(), BODY.getBytes(UTF_8), Instant.EPOCH);

        assertThat(holds(new GitHubProvider().signature(request), SECRET, BODY)).isFalse();
    }

    private static boolean holds(WebhookSignature signature, String secret, String body) {
        return signature.holds(secret, body.getBytes(UTF_8), Instant.EPOCH, Duration.ZERO);
    }
}
