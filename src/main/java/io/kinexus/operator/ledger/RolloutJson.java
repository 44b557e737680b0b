package io.kinexus.operator.ledger;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rollout in one column. Which state it is in is written as the simple name of its record. What a row has beyond what is
 * known is passed over, and lists, texts and optional values that it lacks are empty, so that rows outlive a release.
 */
final class RolloutJson {
    private static final List<Class<?>> EMPTY_WHERE_MISSING = List.of(List.class, Set.class, Map.class, String.class);
    private static final ObjectMapper MAPPER = mapper();

    /** The core knows nothing of JSON. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface Typed {}

    private RolloutJson() {}

    static String write(Rollout rollout) {
        try {
            return MAPPER.writeValueAsString(rollout);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException("rollout " + rollout.id() + " cannot be written as JSON", failure);
        }
    }

    static Rollout read(String text) {
        try {
            return MAPPER.readValue(text, Rollout.class);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException("a row of the ledger does not hold a rollout that is understood", failure);
        }
    }

    private static ObjectMapper mapper() {
        SimpleModule own = new SimpleModule()
                .addSerializer(ResourceId.class, ToStringSerializer.instance)
                .addDeserializer(ResourceId.class, new IdReader())
                .addSerializer(String.class, new TextWriter());
        JsonMapper.Builder mapper = JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), own)
                .addMixIn(State.class, Typed.class)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        EMPTY_WHERE_MISSING.forEach(type -> mapper.withConfigOverride(
                type, override -> override.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))));
        states(State.class).forEach(state -> mapper.registerSubtypes(new NamedType(state, state.getSimpleName())));
        return mapper.build();
    }

    /** Every record among the states, also those of sealed families within. */
    static Stream<Class<?>> states(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(RolloutJson::states)
                : Stream.of(type);
    }

    private static final class IdReader extends FromStringDeserializer<ResourceId> {
        private static final long serialVersionUID = 1L;

        IdReader() {
            super(ResourceId.class);
        }

        @Override
        protected ResourceId _deserialize(String text, DeserializationContext context) {
            return ResourceId.parse(text);
        }
    }

    /** PostgreSQL's jsonb takes every character but U+0000, which a task may well have written to its log. */
    private static final class TextWriter extends StdSerializer<String> {
        private static final long serialVersionUID = 1L;

        TextWriter() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator to, SerializerProvider context) throws IOException {
            to.writeString(text.replace('\u0000', '\ufffd'));
        }
    }
}
