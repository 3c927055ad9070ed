//! What a sentence takes over from the ones before, from who speaks, and from what stands beside a name.

use super::check;

#[test]
fn both_countries_are_those_of_which_something_was_said() {
    check(
        "En 1941 Perú invadió Ecuador. Los dos países firmaron la paz en Brasilia.",
        &["Perú -conflict-> Ecuador", "Perú -cooperation- Ecuador"],
    );
}

#[test]
fn one_of_several_suppliers_is_a_supplier() {
    check(
        "Ucrania es uno de los principales proveedores de maíz de España.",
        &["Ucrania -trade-> España"],
    );
}

#[test]
fn who_was_expelled_goes_on_from_there() {
    check(
        "Los jesuitas fueron expulsados de España y se refugiaron en Italia.",
        &["España -movement-> Italia"],
    );
}

#[test]
fn goals_told_one_after_the_other_are_legs() {
    check(
        "De Quito pasamos a Latacunga y luego a Salinas.",
        &[
            "Quito -movement-> Latacunga",
            "Latacunga -movement-> Salinas",
        ],
    );
    check(
        "De Quito un autobús nos llevó a Ibarra. Dos días después seguimos a Otavalo.",
        &["Quito -movement-> Ibarra", "Ibarra -movement-> Otavalo"],
    );
}

#[test]
fn an_office_alone_is_of_the_country_that_the_article_is_about() {
    check(
        "Malí vive bajo una junta. Malí pidió armas. Malí ya no confía en nadie. Las tropas francesas salieron de Malí. \
         Desde entonces la junta ha estrechado su cooperación con Rusia.",
        &["Mali -cooperation- Rusia"],
    );
}

#[test]
fn a_guest_may_be_the_subject() {
    check(
        "El emir de Catar fue recibido en Roma por el presidente francés.",
        &["Catar -meeting-> Francia"],
    );
}

#[test]
fn who_is_helped_may_have_been_told_before() {
    check(
        "Francia mandó a Vanuatu un equipo médico. Japón entregará mantas.",
        &[
            "Francia -support-> Vanuatu",
            "maybe Japón -support-> Vanuatu",
        ],
    );
}

#[test]
fn a_clause_of_time_after_a_noun_has_its_own_subject() {
    check(
        "Los clubes juegan sin público desde que Rusia invadió Ucrania.",
        &["Rusia -conflict-> Ucrania"],
    );
    check(
        "Ni Eritrea ni Somalia asistieron a la reunión que Kenia y Uganda celebraron en Entebbe.",
        &["Kenia -meeting- Uganda"],
    );
}

#[test]
fn who_goes_home_goes_where_the_demonym_says() {
    check(
        "Miles de trabajadores camboyanos regresaron de Tailandia a su país.",
        &["Tailandia -movement-> Camboya"],
    );
    check(
        "Miles de personas huyeron en barca del estado de Sonora a Guatemala.",
        &["Sonora -movement-> Guatemala"],
    );
}

#[test]
fn the_two_countries_may_be_one_named_and_one_spoken_of() {
    check(
        "Serbia compra gas a Azerbaiyán. El contrato con Rusia vence y los dos países no han firmado un acuerdo.",
        &[
            "Azerbaiyán -trade-> Serbia",
            "no Rusia -cooperation- Serbia",
        ],
    );
}

#[test]
fn who_speaks_acts_in_what_he_says() {
    check(
        "«No hemos enviado ningún globo a Lituania», declaró el portavoz bielorruso.",
        &["no Bielorrusia -movement-> Lituania"],
    );
    check(
        "El canciller maliense aseguró que su Gobierno no tiene intención de retirar a su embajador de París.",
        &["no Mali -opposition-> París"],
    );
}

#[test]
fn what_is_said_beside_a_name_is_of_the_name() {
    check(
        "Rusia, el único país que ha reconocido a Abjasia, calla.",
        &["Rusia -support-> Abjasia"],
    );
    check(
        "En Termez, a orillas del Amu Daria, hubo fiesta.",
        &["Termez -location-> Amu Daria"],
    );
}

#[test]
fn several_starts_share_a_stop() {
    check(
        "La línea lleva electricidad de Kirguistán y Tayikistán a Pakistán a través de Afganistán.",
        &[
            "Kirguistán -movement-> Afganistán",
            "Tayikistán -movement-> Afganistán",
            "Afganistán -movement-> Pakistán",
        ],
    );
}

#[test]
fn what_is_crossed_on_the_way_is_a_stop() {
    check(
        "Miles de hondureños cruzan Guatemala camino de México.",
        &[
            "Honduras -movement-> Guatemala",
            "Guatemala -movement-> México",
        ],
    );
}

#[test]
fn who_takes_the_place_of_another_is_what_the_noun_says() {
    check(
        "Noruega ha desbancado a Rusia como principal suministrador de gas de Alemania.",
        &["Noruega -trade-> Alemania"],
    );
}

#[test]
fn companions_are_no_subject() {
    check(
        "El mercader partió de Venecia con su padre y su tío, cruzó Anatolia y llegó a Bagdad.",
        &[
            "Venecia -movement-> Anatolia",
            "Anatolia -movement-> Bagdad",
        ],
    );
}
