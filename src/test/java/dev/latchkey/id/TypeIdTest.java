package dev.latchkey.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeIdTest {

    // From the specification's valid.json.
    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, 00000000000000000000000000",
        "00000000-0000-0000-0000-000000000001, 00000000000000000000000001",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, 7zzzzzzzzzzzzzzzzzzzzzzzzz",
        "0110c853-1d09-52d8-d73e-1194e95b5f19, 0123456789abcdefghjkmnpqrs",
        "01890a5d-ac96-774b-bcce-b302099a8057, 01h455vb4pex5vsknk084sn02q",
    })
    void isEncodedAsTheSpecificationSays(UUID id, String suffix) {
        assertThat(TypeId.API_KEY.format(id)).isEqualTo("key_" + suffix);
        assertThat(TypeId.API_KEY.parse("key_" + suffix)).contains(id);
    }

    // From the specification's invalid.json, and another kind's id.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "key_8zzzzzzzzzzzzzzzzzzzzzzzzz",
                "key_0123456789ABCDEFGHJKMNPQRS",
                "key_123456789-123456789-123456",
                "key_ooooooiiiiiiuuuuuuulllllll",
                "key_1234567890123456789012345",
                "key_123456789012345678901234567",
                "key_",
                "",
                "_00000000000000000000000000",
                "org_01h455vb4pex5vsknk084sn02q",
            })
    void anythingElseIsNoId(String text) {
        assertThat(TypeId.API_KEY.parse(text)).isEmpty();
    }
}
