package org.seiplatform.source.webhook.gitea;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.source.webhook.WebhookRequest;
import org.springframework.http.HttpHeaders;

class GiteaProviderTests {

    private static final String SECRET = "It's a Secret to Everybody";
    private static final String BODY = "Hello, World!";
    private static final String SIGNATURE = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private final GiteaProvider provider = new GiteaProvider();

    @ParameterizedTest
    @ValueSource(strings = {"X-Gitea-Signature", "X-Forgejo-Signature"})
    void aSignatureIsTheHashOfTheBody(String header) {
        assertThat(holds(Map.of(header, SIGNATURE), SECRET, BODY)).isTrue();
        assertThat(holds(Map.of(header, SIGNATURE), SECRET + "!", BODY)).isFalse();
        assertThat(holds(Map.of(header, SIGNATURE), SECRET, BODY + " ")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
                "ÿ57107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
            })
    void aSignatureOfAnotherFormDoesNotHold(String signature) {
        assertThat(holds(Map.of("X-Gitea-Signature", signature), SECRET, BODY)).isFalse();
    }

    @Test
    void aRequestWithoutOneIsNotSigned() {
        assertThat(holds(Map.of(), SECRET, BODY)).isFalse();
        assertThat(holds(Map.of("X-Gitea-Delivery", SIGNATURE), SECRET, BODY)).isFalse();
    }

    @Test
    void theEventAndTheDeliveryAreNamedByEither() {
        WebhookRequest gitea = request(Map.of("X-Gitea-Event", "push", "X-Gitea-Delivery", "d1"));
        WebhookRequest forgejo = request(Map.of("X-Forgejo-Event", "push", "X-Forgejo-Delivery", "d1"));

        assertThat(provider.event(gitea)).isEqualTo("push");
        assertThat(provider.deliveryId(gitea)).isEqualTo("d1");
        assertThat(provider.event(forgejo)).isEqualTo("push");
        assertThat(provider.deliveryId(forgejo)).isEqualTo("d1");
        assertThat(provider.event(request(Map.of()))).isNull();
        assertThat(provider.deliveryId(request(Map.of()))).isNull();
    }

    @Test
    void anEventWithoutANameIsNamedByItsType() {
        assertThat(provider.event(request(Map.of("X-Gitea-Event", "", "X-Gitea-Event-Type", "package"))))
                .isEqualTo("package");
    }

    private boolean holds(Map<String, String> headers, String secret, String body) {
        return provider.signature(request(headers)).holds(secret, body.getBytes(UTF_8), Instant.EPOCH, Duration.ZERO);
    }

    private static WebhookRequest request(Map<String, String> headers) {
        HttpHeaders sent = new HttpHeaders();
        headers.forEach(sent::set);
        return new WebhookRequest(sent, BODY.getBytes(UTF_8), Instant.EPOCH);
    }
}
