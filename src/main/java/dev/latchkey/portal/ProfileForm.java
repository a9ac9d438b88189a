package dev.latchkey.portal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.customer.CustomerAddress;
import dev.latchkey.customer.CustomerProfile;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The form in which customers change their profile, with what is wrong with it. */
record ProfileForm(List<Field> fields) {

    private static final String ADDRESS = "address.";

    private static final List<Field> BLANK = List.of(
            new Field("name", "Name", "text", "name", 200, true, "", null),
            new Field("email", "Email", "email", "email", 254, false, "", null),
            new Field("phone", "Phone, such as +4755512345", "tel", "tel", 16, false, "", null),
            new Field("address.line1", "Address", "text", "address-line1", 200, false, "", null),
            new Field("address.line2", "Address, second line", "text", "address-line2", 200, false, "", null),
            new Field("address.postalCode", "Postal code", "text", "postal-code", 20, false, "", null),
            new Field("address.city", "City", "text", "address-level2", 100, false, "", null),
            new Field("address.region", "State or region", "text", "address-level1", 100, false, "", null),
            new Field("address.country", "Country code, such as NO", "text", "country", 2, false, "", null));

    /** One line of it. */
    record Field(
            String id,
            String label,
            String type,
            String autocomplete,
            int maxLength,
            boolean required,
            String value,
            String error) {

        Field with(String other, String wrong) {
            return new Field(id, label, type, autocomplete, maxLength, required, other, wrong);
        }
    }

    static ProfileForm of(CustomerProfile profile) {
        var values = new LinkedHashMap<String, String>();
        values.put("name", profile.name());
        values.put("email", profile.email());
        values.put("phone", profile.phone());
        Optional.ofNullable(profile.address()).ifPresent(address -> put(values, address));
        return new ProfileForm(BLANK.stream()
                .map(field ->
                        field.with(Optional.ofNullable(values.get(field.id())).orElse(""), null))
                .toList());
    }

    /** What was sent, with what is wrong with it. */
    static ProfileForm of(MultivaluedMap<String, String> sent, ConstraintViolationException wrong) {
        var errors = wrong.getConstraintViolations().stream()
                .collect(Collectors.toMap(
                        violation -> violation.getPropertyPath().toString(),
                        ConstraintViolation::getMessage,
                        (one, other) -> one));
        return new ProfileForm(BLANK.stream()
                .map(field -> field.with(value(sent, field), errors.get(field.id())))
                .toList());
    }

    public boolean hasErrors() {
        return fields.stream().anyMatch(field -> field.error() != null);
    }

    /** What was sent as a merge patch: an empty line removes. */
    static ObjectNode patch(MultivaluedMap<String, String> sent) {
        var patch = JsonNodeFactory.instance.objectNode();
        var address = patch.putObject("address");
        BLANK.forEach(field -> {
            var at = field.id().startsWith(ADDRESS) ? address : patch;
            var name = field.id().substring(field.id().lastIndexOf('.') + 1);
            var value = value(sent, field);
            if (value.isEmpty()) {
                at.putNull(name);
            } else {
                at.put(name, value);
            }
        });
        return patch;
    }

    private static String value(MultivaluedMap<String, String> sent, Field field) {
        return Optional.ofNullable(sent.getFirst(field.id())).orElse("").strip();
    }

    private static void put(Map<String, String> values, CustomerAddress address) {
        Stream.of(
                        new String[] {"line1", address.line1()},
                        new String[] {"line2", address.line2()},
                        new String[] {"postalCode", address.postalCode()},
                        new String[] {"city", address.city()},
                        new String[] {"region", address.region()},
                        new String[] {"country", address.country()})
                .forEach(line -> values.put(ADDRESS + line[0], line[1]));
    }
}
