package org.seiplatform.platform.openapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.webmvc.ui.SwaggerIndexPageTransformer;
import org.springdoc.webmvc.ui.SwaggerWelcomeCommon;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.TransformedResource;

/** Lets the page of Swagger UI take its files, apart from those that are made for it, from where they may be kept for ever. */
final class HashedFilesPage extends SwaggerIndexPageTransformer {

    private static final String PAGE = "index.html";
    private static final Pattern FILE = Pattern.compile("\"\\./((?:swagger-ui|favicon)[a-z0-9-]*\\.[a-z]+)\"");

    private final ObjectProvider<ResourceUrlProvider> addresses;

    HashedFilesPage(
            SwaggerUiConfigProperties swaggerUi,
            SwaggerUiOAuthProperties login,
            SwaggerWelcomeCommon welcome,
            ObjectMapperProvider json,
            ObjectProvider<ResourceUrlProvider> addresses) {
        super(swaggerUi, login, welcome, json);
        this.addresses = addresses;
    }

    @Override
    public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
            throws IOException {
        if (!PAGE.equals(resource.getFilename())) {
            return super.transform(request, resource, chain);
        }
        String page = FILE.matcher(resource.getContentAsString(StandardCharsets.UTF_8))
                .replaceAll(file -> Matcher.quoteReplacement("\"" + address(file) + "\""));
        return new TransformedResource(resource, page.getBytes(StandardCharsets.UTF_8));
    }

    private String address(MatchResult file) {
        String hashed = addresses.getObject().getForLookupPath(HashedFiles.PATH + file.group(1));
        return hashed == null ? "./" + file.group(1) : hashed;
    }
}
