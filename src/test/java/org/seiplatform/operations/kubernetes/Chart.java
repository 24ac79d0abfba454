package org.seiplatform.operations.kubernetes;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.Map;

/** The chart of the service, as Helm renders it. */
final class Chart {

    static final Path DIRECTORY = Path.of("charts/sei-platform");
    private static final Path VALUES = DIRECTORY.resolve("ci");

    private Chart() {}

    static LintResult lint() {
        return new Helm(DIRECTORY).lint().strict().call();
    }

    /** What is installed as the release {@code api-service}, from files of values below {@code ci/}. */
    static Manifests render(String... files) {
        return render(Map.of(), files);
    }

    /** The same with single values, as {@code --set} gives them. */
    static Manifests render(Map<String, ?> values, String... files) {
        return render(DIRECTORY, values, files);
    }

    static Manifests render(Path chart, Map<String, ?> values, String... files) {
        return render(chart, "sei-platform", values, files);
    }

    /** The same in another namespace. */
    static Manifests renderIn(String namespace, Map<String, ?> values, String... files) {
        return render(DIRECTORY, namespace, values, files);
    }

    private static Manifests render(Path chart, String namespace, Map<String, ?> values, String... files) {
        TemplateCommand command = new Helm(chart)
                .template()
                .withName("api-service")
                .withNamespace(namespace)
                .withKubeVersion("1.36.0");
        for (String file : files) {
            command.withValuesFile(VALUES.resolve(file));
        }
        values.forEach(command::set);
        return Manifests.read(command.call());
    }
}
