package org.seiplatform.source.webhook.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;

/** Stands in for a provider: sends events to an integration as GitHub or GitLab would. */
public final class WebhookSender {

    private final Session anonymous;
    private final UUID id;
    private final String path;
    private final String secret;

    private WebhookSender(Session anonymous, UUID id, String path, String secret) {
        this.anonymous = anonymous;
        this.id = id;
        this.path = path;
        this.secret = secret;
    }

    /** A new integration of the tenant, with these values beside its name and provider. */
    public static WebhookSender create(Api api, Tenant tenant, String provider, Map<String, Object> content) {
        Map<String, Object> body = new HashMap<>(content);
        body.put("provider", provider);
        body.put("name", "All of " + provider);
        Answer created = tenant.admin().post("/api/v1/integrations", body).expect(201);
        return new WebhookSender(
                api.anonymous(),
                created.uuid("/id"),
                URI.create(created.text("/webhook_url")).getPath(),
                created.text("/secret"));
    }

    public UUID id() {
        return id;
    }

    String path() {
        return path;
    }

    /** The same integration, but sent to with another secret. */
    WebhookSender with(String otherSecret) {
        return new WebhookSender(anonymous, id, path, otherSecret);
    }

    /** The same secret, but sent to another address. */
    WebhookSender to(String otherPath) {
        return new WebhookSender(anonymous, id, otherPath, secret);
    }

    public Answer gitHub(String event, byte[] body) {
        return gitHub(event, UUID.randomUUID().toString(), body);
    }

    public Answer gitHub(String event, String deliveryId, byte[] body) {
        return post("application/json", body, gitHubHeaders(event, deliveryId, body));
    }

    /** Sends the payload as a form, which is what a webhook does that nobody told otherwise. */
    Answer gitHubForm(String event, String deliveryId, byte[] payload) {
        byte[] body = ("payload=" + URLEncoder.encode(new String(payload, UTF_8), UTF_8)).getBytes(UTF_8);
        return post("application/x-www-form-urlencoded", body, gitHubHeaders(event, deliveryId, body));
    }

    Answer gitLab(byte[] body) {
        return gitLab(UUID.randomUUID().toString(), body);
    }

    Answer gitLab(String idempotencyKey, byte[] body) {
        return post(
                "application/json",
                body,
                Map.of("X-Gitlab-Event", "Some Hook", "X-Gitlab-Token", secret, "Idempotency-Key", idempotencyKey));
    }

    /** Sends with GitLab's signature instead of its token. */
    Answer gitLabSigned(String webhookId, Instant sentAt, byte[] body) {
        String timestamp = Long.toString(sentAt.getEpochSecond());
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        byte[] signature = hmac(key, (webhookId + "." + timestamp + ".").getBytes(UTF_8), body);
        return post(
                "application/json",
                body,
                Map.of(
                        "webhook-id", webhookId,
                        "webhook-timestamp", timestamp,
                        "webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature)));
    }

    Answer post(String contentType, byte[] body, Map<String, String> headers) {
        var request =
                anonymous.request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return anonymous.send(request);
    }

    private Map<String, String> gitHubHeaders(String event, String deliveryId, byte[] body) {
        return Map.of("X-GitHub-Event", event, "X-GitHub-Delivery", deliveryId, "X-Hub-Signature-256", signature(body));
    }

    String signature(byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), body));
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
