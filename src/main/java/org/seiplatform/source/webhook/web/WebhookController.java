package org.seiplatform.source.webhook.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.security.PublicEndpoint;
import org.seiplatform.source.webhook.Proof;
import org.seiplatform.source.webhook.WebhookProvider;
import org.seiplatform.source.webhook.WebhookReceipt;
import org.seiplatform.source.webhook.WebhookReceiver;
import org.seiplatform.source.webhook.WebhookRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where GitHub and GitLab send their events. The signature or token of a request is all that lets it in. */
@RestController
@RequestMapping("/api/v1/webhooks")
@Tag(name = "webhooks", description = "Where GitHub and GitLab send their events")
class WebhookController {

    private static final String DESCRIPTION =
            "200: stored, of no interest, or come before. 202: it could not be read or stored, and is kept for replay.";

    private final WebhookReceiver receiver;

    WebhookController(WebhookReceiver receiver) {
        this.receiver = receiver;
    }

    @PostMapping(
            path = "/github/{integration_id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE})
    @PublicEndpoint
    @Operation(operationId = "receiveGitHubWebhook", summary = "Take an event from GitHub", description = DESCRIPTION)
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "202")
    @ApiResponse(responseCode = "401", ref = "#/components/responses/problem_401")
    @SecurityRequirements
    ResponseEntity<WebhookReceipt> gitHub(
            @PathVariable("integration_id") UUID integrationId,
            @RequestHeader(name = "X-GitHub-Event", required = false) @Nullable String event,
            @RequestHeader(name = "X-GitHub-Delivery", required = false) @Nullable String deliveryId,
            @RequestHeader(name = "X-Hub-Signature-256", required = false) @Nullable String signature,
            HttpServletRequest request)
            throws IOException {
        return answer(receiver.receive(
                WebhookProvider.GITHUB,
                integrationId,
                () -> new WebhookRequest(event, deliveryId, isForm(request), body(request), Proof.gitHub(signature))));
    }

    @PostMapping(path = "/gitlab/{integration_id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PublicEndpoint
    @Operation(operationId = "receiveGitLabWebhook", summary = "Take an event from GitLab", description = DESCRIPTION)
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "202")
    @ApiResponse(responseCode = "401", ref = "#/components/responses/problem_401")
    @SecurityRequirements
    ResponseEntity<WebhookReceipt> gitLab(
            @PathVariable("integration_id") UUID integrationId,
            @RequestHeader(name = "X-Gitlab-Event", required = false) @Nullable String event,
            @RequestHeader(name = "X-Gitlab-Token", required = false) @Nullable String token,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestHeader(name = "webhook-id", required = false) @Nullable String id,
            @RequestHeader(name = "webhook-timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "webhook-signature", required = false) @Nullable String signature,
            HttpServletRequest request)
            throws IOException {
        // The signature covers this id; other headers are only as good as the connection.
        String deliveryId = id != null && signature != null ? id : idempotencyKey;
        return answer(receiver.receive(
                WebhookProvider.GITLAB,
                integrationId,
                () -> new WebhookRequest(
                        event, deliveryId, false, body(request), Proof.gitLab(token, id, timestamp, signature))));
    }

    private static ResponseEntity<WebhookReceipt> answer(WebhookReceipt receipt) {
        HttpStatus status = receipt.result() == WebhookReceipt.Result.FAILED ? HttpStatus.ACCEPTED : HttpStatus.OK;
        return ResponseEntity.status(status).body(receipt);
    }

    /** The very bytes that were signed: a message converter would rebuild a form from its fields. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        return request.getInputStream().readAllBytes();
    }

    private static boolean isForm(HttpServletRequest request) {
        return MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(
                MediaType.parseMediaType(request.getContentType()));
    }
}
