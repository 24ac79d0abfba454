package org.seiplatform.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Arrays;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.seiplatform.platform.security.PublicEndpoint;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the pages that the types of problems lead to; they are those in {@code docs/problems/}. */
@RestController
@Tag(name = "problems", description = "What errors mean and what to do about them")
class ProblemPageController {

    @GetMapping(value = "/problems/{slug}", produces = "text/markdown;charset=UTF-8")
    @PublicEndpoint
    @Operation(operationId = "getProblemPage", summary = "Read what a problem means and what to do about it")
    String page(@PathVariable String slug) throws IOException {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(candidate -> candidate.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("type of problem"));
        return new ClassPathResource("problems/" + type.slug() + ".md").getContentAsString(UTF_8);
    }
}
