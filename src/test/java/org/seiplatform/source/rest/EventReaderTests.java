package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.validation.Validation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.fact.EventReferences;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class EventReaderTests {

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final EventReferences references = mock();
    private final Rejections rejections = new Rejections(10);
    private EventReader<CommitRequest> reader;

    @BeforeEach
    void makeReader() {
        Translation translation = new Translation(
                UUID.randomUUID(),
                Instant.now(),
                Validation.buildDefaultValidatorFactory().getValidator(),
                references);
        reader = new EventReader<>(json, CommitRequest.class, translation, rejections);
    }

    @Test
    void anUnknownRepositoryIsAFaultOfTheEvent() throws IOException {
        assertThat(reader.readAll(new ByteArrayInputStream(commit()), 10)).isEmpty();
        assertThat(rejections.events()).isOne();
    }

    @Test
    void aRepositoryThatCannotBeLookedUpIsNone() {
        when(references.hasRepository(any(), any())).thenThrow(new ProblemException(ProblemType.UNAVAILABLE, "slow"));

        assertThatThrownBy(() -> reader.readAll(new ByteArrayInputStream(commit()), 10))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
        assertThatThrownBy(() -> reader.accepts(new Line(1, commit(), false), 0))
                .isInstanceOf(ProblemException.class);
        assertThat(rejections.events()).isZero();
    }

    private byte[] commit() {
        return json.writeValueAsBytes(EventBody.commit(UUID.randomUUID(), 1));
    }
}
