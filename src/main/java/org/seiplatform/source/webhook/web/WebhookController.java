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
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.security.PublicEndpoint;
import org.seiplatform.source.webhook.WebhookProvider;
import org.seiplatform.source.webhook.WebhookProviders;
import org.seiplatform.source.webhook.WebhookReceipt;
import org.seiplatform.source.webhook.WebhookReceiver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where providers send their events. The signature or token of a request is all that lets it in. {@link WebhookDescription}
 * describes the operation once for each provider.
 */
@RestController
@Tag(name = "webhooks", description = "Where providers send their events")
class WebhookController {

    static final String PATH = "/api/v1/webhooks/{provider}/{integration_id}";

    private final WebhookProviders providers;
    private final WebhookReceiver receiver;

    WebhookController(WebhookProviders providers, WebhookReceiver receiver) {
        this.providers = providers;
        this.receiver = receiver;
    }

    @PostMapping(
            path = PATH,
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE})
    @PublicEndpoint
    @Operation(
            operationId = "receiveWebhook",
            summary = "Take an event",
            description =
                    "200: stored, of no interest, or come before. 202: kept, to be stored within seconds; or it could not be "
                            + "read or stored, and is kept for replay.")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "202")
    @ApiResponse(responseCode = "401", ref = "#/components/responses/problem_401")
    @SecurityRequirements
    ResponseEntity<WebhookReceipt> receive(
            @PathVariable("provider") String code,
            @PathVariable("integration_id") UUID integrationId,
            HttpServletRequest request)
            throws IOException, HttpMediaTypeNotSupportedException {
        WebhookProvider provider =
                providers.find(code).orElseThrow(() -> ProblemException.notFound("provider of webhooks"));
        HttpHeaders headers = new ServletServerHttpRequest(request).getHeaders();
        requireAccepted(provider, headers.getContentType());
        // The very bytes that were signed: a message converter would rebuild a form from its fields.
        return answer(receiver.receive(
                provider, integrationId, headers, () -> request.getInputStream().readAllBytes()));
    }

    /** The mapping lets every form through that any provider sends. */
    private static void requireAccepted(WebhookProvider provider, @Nullable MediaType contentType)
            throws HttpMediaTypeNotSupportedException {
        if (provider.contentTypes().stream().noneMatch(accepted -> accepted.includes(contentType))) {
            throw new HttpMediaTypeNotSupportedException(contentType, provider.contentTypes(), HttpMethod.POST);
        }
    }

    private static ResponseEntity<WebhookReceipt> answer(WebhookReceipt receipt) {
        HttpStatus status = switch (receipt.result()) {
            case RECEIVED, FAILED -> HttpStatus.ACCEPTED;
            case APPLIED, IGNORED, DUPLICATE -> HttpStatus.OK;
        };
        return ResponseEntity.status(status).body(receipt);
    }
}
