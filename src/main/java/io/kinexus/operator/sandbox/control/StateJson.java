package io.kinexus.operator.sandbox.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Any service's state as JSON: records, maps, times, and the SDK's own values member by member. */
final class StateJson {
    private StateJson() {}

    static ObjectMapper mapper() {
        SimpleModule sdk = new SimpleModule();
        sdk.addSerializer(SdkPojo.class, new PojoSerializer());
        sdk.addSerializer(SdkBytes.class, new BytesSerializer());
        return new ObjectMapper()
                .registerModules(new Jdk8Module(), new JavaTimeModule(), sdk)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    }

    private static final class PojoSerializer extends JsonSerializer<SdkPojo> {
        @Override
        public void serialize(SdkPojo value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            for (SdkField<?> field : value.sdkFields()) {
                Object member = field.getValueOrDefault(value);
                if (member != null) {
                    provider.defaultSerializeField(field.memberName(), member, out);
                }
            }
            out.writeEndObject();
        }
    }

    private static final class BytesSerializer extends JsonSerializer<SdkBytes> {
        @Override
        public void serialize(SdkBytes value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeBinary(value.asByteArray());
        }
    }
}
