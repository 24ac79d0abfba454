package org.seiplatform.source.webhook.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.security.CallerOrganization;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.seiplatform.source.webhook.WebhookDeliveries;
import org.seiplatform.source.webhook.WebhookDelivery;
import org.seiplatform.source.webhook.WebhookReceipt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What came through an integration. */
@RestController
@RequestMapping("/api/v1/integrations/{id}/deliveries")
@Tag(name = "integrations")
class WebhookDeliveryController {

    private final WebhookDeliveries deliveries;

    WebhookDeliveryController(WebhookDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @GetMapping
    @RequiresRole(Role.VIEWER)
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "List what came through an integration",
            description = "Newest first, as far back as deliveries are remembered.")
    Page<WebhookDelivery> list(@CallerOrganization UUID organization, @PathVariable UUID id, PageQuery page) {
        return deliveries.list(organization, id, page);
    }

    @PostMapping("/{delivery_id}/replay")
    @RequiresRole(Role.MANAGER)
    @Operation(
            operationId = "replayWebhookDelivery",
            summary = "Try a failed delivery again",
            description = "By the rules that the integration and the organization have now.")
    WebhookReceipt replay(
            @CallerOrganization UUID organization,
            @PathVariable UUID id,
            @PathVariable("delivery_id") String deliveryId) {
        return deliveries.replay(organization, id, deliveryId);
    }
}
