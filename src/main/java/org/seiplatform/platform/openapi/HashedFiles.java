package org.seiplatform.platform.openapi;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.AbstractResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Serves files that have a hash of their content in their name, which therefore never change: browsers and a CDN may keep them for
 * ever. Under their plain names they are not here.
 */
final class HashedFiles implements WebMvcConfigurer {

    static final String PATH = "/static/swagger-ui/";

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final String location;

    /** @param location where the files are, under their plain names */
    HashedFiles(String location) {
        this.location = location;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(PATH + "**")
                .addResourceLocations(location)
                .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new HashedNames())
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    private static final class HashedNames extends AbstractResourceResolver {

        private static final Pattern HASHED = Pattern.compile(".+-[0-9a-f]{32}\\.[a-z]+");

        @Override
        protected @Nullable Resource resolveResourceInternal(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            return HASHED.matcher(path).matches() ? chain.resolveResource(request, path, locations) : null;
        }

        @Override
        protected @Nullable String resolveUrlPathInternal(
                String path, List<? extends Resource> locations, ResourceResolverChain chain) {
            return chain.resolveUrlPath(path, locations);
        }
    }
}
