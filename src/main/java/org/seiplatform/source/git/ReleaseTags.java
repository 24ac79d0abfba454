package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.pattern.TextPattern;
import org.seiplatform.source.git.GitObjects.GitObject;

/** Finds the tags that are releases, and when they were made. */
final class ReleaseTags {

    private static final String PREFIX = "refs/tags/";
    private static final int LONGEST_NAME = 200;
    private static final long LARGEST_TAG = 1 << 20;

    private final GitObjects objects;
    private final CommitReader commits;
    private final TextPattern pattern;

    ReleaseTags(GitObjects objects, CommitReader commits, String pattern) {
        this.objects = objects;
        this.commits = commits;
        this.pattern = TextPattern.compile(pattern);
    }

    /** A release tag: what was released, and when. */
    record Release(String name, String commit, Instant at) {}

    private record Tag(String name, GitObject object, String commit) {}

    /**
     * Oldest first; without those that lead to no commit, or to one that is not there.
     *
     * @param refs names of refs and what they point to
     */
    List<Release> among(Map<String, String> refs) throws IOException, InterruptedException {
        List<Tag> tags = tags(refs);
        Map<String, Instant> tagged = tagTimes(tags);
        Map<String, Instant> committed = commitTimes(tags);
        return tags.stream()
                .map(tag -> new Release(
                        tag.name(),
                        tag.commit(),
                        tagged.getOrDefault(tag.object().id(), committed.getOrDefault(tag.commit(), Instant.EPOCH))))
                .sorted(Comparator.comparing(Release::at).thenComparing(Release::name))
                .toList();
    }

    private List<Tag> tags(Map<String, String> refs) throws IOException, InterruptedException {
        List<Map.Entry<String, String>> named = refs.entrySet().stream()
                .filter(ref -> ref.getKey().startsWith(PREFIX) && isRelease(name(ref)))
                .toList();
        List<Optional<GitObject>> found = objects.find(named.stream()
                .flatMap(ref -> Stream.of(ref.getValue(), ref.getValue() + "^{commit}"))
                .toList());
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            Optional<GitObject> object = found.get(2 * i);
            Optional<GitObject> commit = found.get(2 * i + 1);
            if (object.isPresent() && commit.isPresent()) {
                tags.add(new Tag(name(named.get(i)), object.get(), commit.get().id()));
            }
        }
        return tags;
    }

    private static String name(Map.Entry<String, String> ref) {
        return ref.getKey().substring(PREFIX.length());
    }

    private boolean isRelease(String name) {
        return name.length() <= LONGEST_NAME && pattern.isFoundIn(name);
    }

    /** Of annotated tags that say so. */
    private Map<String, Instant> tagTimes(List<Tag> tags) throws IOException, InterruptedException {
        Map<String, Instant> times = new HashMap<>();
        objects.contents(tags.stream()
                        .map(Tag::object)
                        .filter(object -> object.type().equals("tag") && object.size() <= LARGEST_TAG)
                        .distinct()
                        .toList())
                .forEach((id, content) -> {
                    Instant time = taggedAt(new String(content, ISO_8859_1));
                    if (time != null) {
                        times.put(id, time);
                    }
                });
        return times;
    }

    /** Null also for the second zero, which tools write that know no time. */
    private static @Nullable Instant taggedAt(String tag) {
        Instant time = tag.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("tagger "))
                .findFirst()
                .map(line -> line.substring(line.lastIndexOf('>') + 1).strip().split(" ", 2)[0])
                .map(GitTime::parse)
                .orElse(null);
        return Instant.EPOCH.equals(time) ? null : time;
    }

    private Map<String, Instant> commitTimes(List<Tag> tags) throws IOException {
        Map<String, Instant> times = new HashMap<>();
        for (GitCommit commit :
                commits.readUnmeasured(tags.stream().map(Tag::commit).distinct().toList())) {
            times.put(commit.sha(), GitHistory.committedAt(commit));
        }
        return times;
    }
}
