package org.seiplatform.platform.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.seiplatform.platform.security.PublicEndpoint;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells callers the address that their requests are counted under: behind a proxy that is not trusted, or a load balancer that
 * hides its callers, it is another than theirs.
 */
@RestController
@Tag(name = "client-address", description = "As whom the service counts a caller without a key")
class ClientAddressController {

    @GetMapping("/api/v1/client-address")
    @PublicEndpoint
    @Operation(
            operationId = "getClientAddress",
            summary = "Read the address that this request came from, as far as trusted proxies tell")
    ResponseEntity<ClientAddress> address(HttpServletRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new ClientAddress(request.getRemoteAddr()));
    }

    record ClientAddress(String address) {}
}
