package org.seiplatform.fact;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Every kind of fact, in the order of {@link FactKind}. */
@Component
public class FactTypes {

    private final List<FactType> types;

    /** @throws IllegalStateException unless each kind has exactly one type */
    FactTypes(List<FactType> types) {
        Map<FactKind, FactType> byKind = new EnumMap<>(FactKind.class);
        for (FactType type : types) {
            FactType other = byKind.put(type.kind(), type);
            if (other != null) {
                throw new IllegalStateException(type + " and " + other + " are of one kind");
            }
        }
        if (byKind.size() < FactKind.values().length) {
            throw new IllegalStateException("Some kinds of facts have no type, but these: " + byKind.keySet());
        }
        this.types = types.stream().sorted(Comparator.comparing(FactType::kind)).toList();
    }

    public List<FactType> all() {
        return types;
    }
}
