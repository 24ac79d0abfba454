package org.seiplatform.source.webhook.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event.Person;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object of a webhook's body, read by JSON pointers.
 *
 * <p>What is missing, null or blank is null; what is there but of another type than documented is an
 * {@link UnreadablePayloadException}. Unknown fields are no matter: providers add some every month.
 */
public final class Payload {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern ZEROS = Pattern.compile("0+");

    private final JsonNode node;
    private final String place;
    private final LeftOut leftOut;
    private final Instant receivedAt;

    private Payload(JsonNode node, String place, LeftOut leftOut, Instant receivedAt) {
        this.node = node;
        this.place = place;
        this.leftOut = leftOut;
        this.receivedAt = receivedAt;
    }

    /**
     * Reads a body.
     *
     * @param receivedAt when it first came
     * @throws UnreadablePayloadException if it is not a JSON object in UTF-8
     */
    public static Payload of(byte[] body, Instant receivedAt) {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new UnreadablePayloadException("The body is not well-formed JSON.");
        }
        if (node == null || !node.isObject()) {
            throw new UnreadablePayloadException("The body is not a JSON object.");
        }
        return new Payload(node, "", new LeftOut(), receivedAt);
    }

    /** Whether there is anything but null. */
    public boolean has(String pointer) {
        JsonNode value = node.at(pointer);
        return !value.isMissingNode() && !value.isNull();
    }

    /** Whether there is null, and not nothing. */
    public boolean isNull(String pointer) {
        return node.at(pointer).isNull();
    }

    /** Whether there is an array of anything. */
    public boolean hasElements(String pointer) {
        return !node.at(pointer).isEmpty();
    }

    public Optional<Payload> object(String pointer) {
        if (!has(pointer)) {
            return Optional.empty();
        }
        JsonNode value = node.at(pointer);
        if (!value.isObject()) {
            throw unreadable(pointer, "is not an object");
        }
        return Optional.of(new Payload(value, place + pointer, leftOut, receivedAt));
    }

    public Payload requiredObject(String pointer) {
        return object(pointer).orElseThrow(() -> unreadable(pointer, "is missing"));
    }

    /** What is made of the objects of an array, empty where there is none. One that cannot be read is {@linkplain #leftOut left out}. */
    public <T> List<T> each(String pointer, Function<Payload, T> reader) {
        if (!has(pointer)) {
            return List.of();
        }
        JsonNode array = node.at(pointer);
        if (!array.isArray()) {
            leftOut.add(unreadable(pointer, "is not an array"));
            return List.of();
        }
        return IntStream.range(0, array.size())
                .mapToObj(index -> readable(() -> reader.apply(requiredObject(pointer + "/" + index))))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is made of an object that may be missing. One that cannot be read is {@linkplain #leftOut left out}. */
    public <T> Optional<T> readable(String pointer, Function<Payload, T> reader) {
        return has(pointer) ? readable(() -> reader.apply(requiredObject(pointer))) : Optional.empty();
    }

    private <T> Optional<T> readable(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (UnreadablePayloadException unreadable) {
            leftOut.add(unreadable);
            return Optional.empty();
        }
    }

    /** When the delivery first came: the time of a change for which the payload has none. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** A time that somebody wrote, where it decides between states: one in the future would win until then. */
    public Instant notInFuture(Instant time) {
        return time.isAfter(receivedAt) ? receivedAt : time;
    }

    /** What has been left out of the whole payload so far. */
    public LeftOut leftOut() {
        return leftOut;
    }

    /** A string of characters that the database can hold. */
    public @Nullable String text(String pointer) {
        if (!has(pointer)) {
            return null;
        }
        JsonNode value = node.at(pointer);
        if (!value.isString()) {
            throw unreadable(pointer, "is not a string");
        }
        String text = storable(value.stringValue());
        return text.isBlank() ? null : text;
    }

    /** Drops NUL; halves of surrogate pairs become question marks on the way through UTF-8. */
    private static String storable(String text) {
        return new String(text.replace("\0", "").getBytes(UTF_8), UTF_8);
    }

    public String requiredText(String pointer) {
        return required(text(pointer), pointer);
    }

    public @Nullable Long number(String pointer) {
        if (!has(pointer)) {
            return null;
        }
        JsonNode value = node.at(pointer);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw unreadable(pointer, "is not a whole number");
        }
        return value.longValue();
    }

    public long requiredNumber(String pointer) {
        return required(number(pointer), pointer);
    }

    /** A count; null where it is not stated, or larger than any change can be. */
    public @Nullable Integer count(String pointer) {
        Long number = number(pointer);
        return number == null || number < 0 || number > Integer.MAX_VALUE ? null : number.intValue();
    }

    /** False where it is missing. */
    public boolean flag(String pointer) {
        return node.at(pointer).booleanValue(false);
    }

    /** A time, as text or (so GitHub writes that of a push) in seconds since 1970. */
    public @Nullable Instant time(String pointer) {
        try {
            if (node.at(pointer).isIntegralNumber()) {
                return Timestamps.ofEpochSecond(requiredNumber(pointer));
            }
            String text = text(pointer);
            return text == null ? null : Timestamps.parse(text);
        } catch (DateTimeException notATime) {
            throw unreadable(pointer, "is not a time");
        }
    }

    public Instant requiredTime(String pointer) {
        return required(time(pointer), pointer);
    }

    /** The sha of a commit; null where there is none, or only the zeros that stand for "no commit". */
    public @Nullable String sha(String pointer) {
        String text = text(pointer);
        if (text == null || ZEROS.matcher(text).matches()) {
            return null;
        }
        String sha = text.toLowerCase(Locale.ROOT);
        if (!SHA.matcher(sha).matches()) {
            throw unreadable(pointer, "is not the sha of a commit");
        }
        return sha;
    }

    public String requiredSha(String pointer) {
        return required(sha(pointer), pointer);
    }

    /** The logins of users anywhere in the payload of whom it says that they are programs: GitHub by their type, GitLab by a flag. */
    public Set<String> bots() {
        Stream<JsonNode> gitHub = node.findParents("login").stream()
                .filter(user -> "Bot".equalsIgnoreCase(user.path("type").stringValue("")))
                .map(user -> user.path("login"));
        Stream<JsonNode> gitLab = node.findParents("username").stream()
                .filter(user -> user.path("bot").booleanValue(false))
                .map(user -> user.path("username"));
        return Stream.concat(gitHub, gitLab)
                .map(login -> storable(login.stringValue("")))
                .filter(login -> !login.isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A user of the provider, by login; null where there is none. */
    public @Nullable Person login(String pointer) {
        String login = text(pointer);
        return login == null ? null : new Person(null, null, login);
    }

    /** The failure to read the value at a place of this object. */
    public UnreadablePayloadException unreadable(String pointer, String reason) {
        return new UnreadablePayloadException(place + pointer + " " + reason + ".");
    }

    private <T> T required(@Nullable T value, String pointer) {
        if (value == null) {
            throw unreadable(pointer, "is missing");
        }
        return value;
    }
}
