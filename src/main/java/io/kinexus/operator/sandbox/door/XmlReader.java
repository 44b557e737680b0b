package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** The XML body of a REST request into the SDK's own builder. */
final class XmlReader {
    private XmlReader() {}

    /** @throws AwsFault {@code MalformedXML} */
    static Element parse(SdkBytes body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body.asByteArrayUnsafe()))
                    .getDocumentElement();
        } catch (SAXException | IOException e) {
            throw AwsFault.badRequest("MalformedXML", "The XML you provided was not well-formed: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK has a DOM parser", e);
        }
    }

    static void fill(SdkPojo builder, Element element) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.location() == MarshallLocation.PAYLOAD) {
                read(field, element).ifPresent(value -> field.set(builder, value));
            }
        }
    }

    private static Optional<Object> read(SdkField<?> field, Element parent) {
        String name = field.locationName();
        if (field.containsTrait(XmlAttributeTrait.class)) {
            return parent.hasAttribute(name) ? Optional.of(parent.getAttribute(name)) : Optional.empty();
        }
        if (field.marshallingType() == MarshallingType.LIST) {
            return list(field.getRequiredTrait(ListTrait.class), children(parent, name));
        }
        return children(parent, name).stream().findFirst().map(element -> value(field, element));
    }

    private static Object value(SdkField<?> field, Element element) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            SdkPojo builder = field.constructor().get();
            fill(builder, element);
            return ((Buildable) builder).build();
        }
        if (field.marshallingType() == MarshallingType.MAP) {
            return map(field.getRequiredTrait(MapTrait.class), element);
        }
        return Scalars.parse(field, element.getTextContent());
    }

    private static Optional<Object> list(ListTrait trait, List<Element> found) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String memberName = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        List<Element> members = trait.isFlattened() ? found : children(found.get(0), memberName);
        return Optional.of(
                members.stream().map(m -> value(trait.memberFieldInfo(), m)).toList());
    }

    private static Map<String, Object> map(MapTrait trait, Element element) {
        Map<String, Object> entries = new LinkedHashMap<>();
        String keyName = trait.keyLocationName() == null ? "key" : trait.keyLocationName();
        String valueName = trait.valueLocationName() == null ? "value" : trait.valueLocationName();
        for (Element entry : children(element, "entry")) {
            String key = children(entry, keyName).get(0).getTextContent();
            entries.put(
                    key,
                    value(trait.valueFieldInfo(), children(entry, valueName).get(0)));
        }
        return entries;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
