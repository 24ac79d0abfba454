package org.seiplatform.platform.web;

import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** Answers that carry a resource and say which version of it that is. */
public final class Responses {

    private Responses() {}

    /** 200 with an entity tag; 304 where the caller has this version. */
    public static <T extends Versioned> ResponseEntity<T> ok(T resource) {
        return ResponseEntity.ok()
                // A browser may keep it, and asks each time whether it is still true.
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(entityTag(resource))
                .body(resource);
    }

    /** 201 with an entity tag and where the resource is, relative to the service. */
    public static <T extends Versioned> ResponseEntity<T> created(String location, T resource) {
        return ResponseEntity.created(URI.create(location))
                .eTag(entityTag(resource))
                .body(resource);
    }

    private static String entityTag(Versioned resource) {
        return "\"" + resource.version() + "\"";
    }
}
