package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks objects up that may not be there, or not be what they should. */
final class GitObjects {

    private final GitCommand git;
    private final GitDirectory repository;
    private final Runnable beat;

    GitObjects(GitCommand git, GitDirectory repository, Runnable beat) {
        this.git = git;
        this.repository = repository;
        this.beat = beat;
    }

    /** An object of the type {@code commit}, {@code tag}, {@code tree} or {@code blob}. */
    record GitObject(String type, String id, long size) {}

    /**
     * What the names mean.
     *
     * @param names anything that git takes for the name of an object
     * @return in the order of the names; empty where there is no such object
     */
    List<Optional<GitObject>> find(List<String> names) throws IOException, InterruptedException {
        List<Optional<GitObject>> found = new ArrayList<>(names.size());
        while (found.size() < names.size()) {
            boolean complete = run(
                    "found",
                    names.subList(found.size(), names.size()),
                    "--batch-check=%(objecttype) %(objectname) %(objectsize)");
            try (var lines = Files.lines(file("found"), ISO_8859_1)) {
                lines.map(GitObjects::object).forEach(found::add);
            }
            if (!complete && found.size() < names.size()) {
                // One that is damaged, at which git has died.
                found.add(Optional.empty());
            }
        }
        return found;
    }

    private static Optional<GitObject> object(String line) {
        String[] parts = line.split(" ");
        return parts.length == 3 && !parts[2].equals("missing")
                ? Optional.of(new GitObject(parts[0], parts[1], Long.parseLong(parts[2])))
                : Optional.empty();
    }

    /**
     * The contents of objects, of all that can be read.
     *
     * @param objects small ones
     */
    Map<String, byte[]> contents(List<GitObject> objects) throws IOException, InterruptedException {
        Map<String, byte[]> contents = new HashMap<>();
        List<GitObject> left = new ArrayList<>(objects);
        while (!left.isEmpty()) {
            run("contents", left.stream().map(GitObject::id).toList(), "--batch");
            try (DataInputStream output =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file("contents"))))) {
                while (!left.isEmpty()) {
                    contents.put(left.getFirst().id(), content(output, left.getFirst()));
                    left.removeFirst();
                }
            } catch (EOFException damaged) {
                left.removeFirst();
            }
        }
        return contents;
    }

    private static byte[] content(DataInputStream output, GitObject object) throws IOException {
        output.skipNBytes((object.id() + " " + object.type() + " " + object.size() + "\n").length());
        byte[] content = new byte[Math.toIntExact(object.size())];
        output.readFully(content);
        output.skipNBytes(1);
        return content;
    }

    private boolean run(String name, List<String> names, String mode) throws IOException, InterruptedException {
        Path input = file(name + ".in");
        Files.write(input, names);
        return git.run(git.on(repository, "cat-file", mode), input, file(name), beat);
    }

    private Path file(String name) {
        return repository.directory().resolve("imported-" + name);
    }
}
