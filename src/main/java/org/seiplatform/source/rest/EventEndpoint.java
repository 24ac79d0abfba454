package org.seiplatform.source.rest;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.seiplatform.platform.security.RequiresRole;
import org.seiplatform.platform.security.Role;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A controller that takes events of one kind: one object, an array of them, or a stream of newline-delimited JSON. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RestController
@RequestMapping(
        path = "/api/v1/events",
        consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE},
        produces = MediaType.APPLICATION_JSON_VALUE)
@RequiresRole(Role.INGEST)
@Tag(name = "events", description = "The facts, each kind with an operation of its own")
@interface EventEndpoint {}
