//! Sentences and what they state, family by family.

mod context;

use crate::extract::{Extraction, Options, Relation, extract};
use crate::gazetteer::Gazetteer;
use crate::text::{Article, Language};

/// What is found in a Spanish text.
fn extraction_of(text: &str) -> Extraction {
    let article = Article::new("test", text);
    let options = Options {
        language: Some(Language::Es),
        ..Options::default()
    };
    extract(&article, &Gazetteer::embedded().unwrap(), &options)
}

/// The relations of a Spanish text.
pub fn relations_of(text: &str) -> Vec<Relation> {
    extraction_of(text).relations
}

/// Extracts `text` and compares its relations, written "A -kind-> B" or "A -kind- B", with "no " before denied ones and
/// "maybe " before unreal ones, in order of their evidence.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = extraction_of(text);
    let gazetteer = Gazetteer::embedded().unwrap();
    let name = |place: usize| {
        gazetteer
            .place(found.places[place].place)
            .name(Language::Es)
    };
    let stated: Vec<String> = found
        .relations
        .iter()
        .map(|relation| {
            let denied = if relation.negated { "no " } else { "" };
            let unreal = if relation.hypothetical { "maybe " } else { "" };
            let arrow = if relation.directed { "->" } else { "-" };
            let (source, target) = (name(relation.source), name(relation.target));
            format!(
                "{denied}{unreal}{source} -{}{arrow} {target}",
                relation.kind.as_str()
            )
        })
        .collect();
    assert_eq!(stated, expected, "{text}");
}

#[test]
fn what_is_carried_from_and_to() {
    check(
        "Los barcos llevan trigo desde Odesa y Constanza hasta Alejandría.",
        &[
            "Odesa -movement-> Alejandría",
            "Constanza -movement-> Alejandría",
        ],
    );
    check(
        "El éxodo de Damasco a Beirut continúa.",
        &["Damasco -movement-> Beirut"],
    );
    check(
        "El vuelo Madrid-Bogotá se retrasó.",
        &["Madrid -movement-> Bogotá"],
    );
}

#[test]
fn a_sentence_may_begin_with_a_time() {
    check(
        "Ayer un barco zarpó de Odesa hacia Estambul.",
        &["Odesa -movement-> Estambul"],
    );
    check("Lunes.", &[]);
}

#[test]
fn visits_start_from_the_state_of_the_visitor() {
    check(
        "El presidente chileno, Juan Pérez, visitó Lima. Pérez viajará después a Quito.",
        &["Chile -movement-> Lima", "maybe Chile -movement-> Quito"],
    );
    check(
        "Los refugiados sirios huyeron a Turquía.",
        &["Siria -movement-> Turquía"],
    );
}

#[test]
fn a_traveller_is_followed_over_clauses() {
    check(
        "La expedición zarpó de Cádiz, hizo escala en Tenerife y llegó a La Habana.",
        &[
            "Cádiz -movement-> Tenerife",
            "Tenerife -movement-> La Habana",
        ],
    );
    check(
        "El tren irá de Lisboa a Madrid y de Madrid a Barcelona.",
        &[
            "maybe Lisboa -movement-> Madrid",
            "maybe Madrid -movement-> Barcelona",
        ],
    );
    check(
        "El capitán viajó de Lisboa a Auckland y de Suva a Honolulu.",
        &["Lisboa -movement-> Auckland", "Suva -movement-> Honolulu"],
    );
    check(
        "El gasoducto llevará gas de Argel a Roma pasando por Túnez.",
        &[
            "maybe Argel -movement-> Túnez",
            "maybe Túnez -movement-> Roma",
        ],
    );
}

#[test]
fn who_sells_is_the_source() {
    check(
        "Noruega suministra gas a Alemania y a Polonia.",
        &["Noruega -trade-> Alemania", "Noruega -trade-> Polonia"],
    );
    check(
        "Japón importa carbón de Australia.",
        &["Australia -trade-> Japón"],
    );
    check(
        "Bolivia, principal proveedor de gas de Brasil, subió el precio.",
        &["Bolivia -trade-> Brasil"],
    );
}

#[test]
fn mutual_statements_take_lists_and_partners() {
    check(
        "Chile y Perú firmaron un acuerdo de pesca.",
        &["Chile -cooperation- Perú"],
    );
    check(
        "Francia acordó con Alemania un plan común.",
        &["Francia -cooperation- Alemania"],
    );
    check(
        "Las conversaciones entre Kiev y Varsovia siguen.",
        &["Kiev -meeting- Varsovia"],
    );
    check(
        "Rusia, Irán y Turquía se reunieron el lunes.",
        &[
            "Rusia -meeting- Irán",
            "Rusia -meeting- Turquía",
            "Irán -meeting- Turquía",
        ],
    );
}

#[test]
fn passives_turn_round() {
    check(
        "Polonia fue invadida por Alemania en 1939.",
        &["Alemania -conflict-> Polonia"],
    );
    check(
        "La ofensiva rusa contra Járkov continúa.",
        &["Rusia -conflict-> Járkov"],
    );
}

#[test]
fn denial_and_refusal_are_flagged() {
    check(
        "Suecia no ha sancionado a Cuba.",
        &["no Suecia -opposition-> Cuba"],
    );
    check(
        "Egipto se negó a apoyar a Libia.",
        &["no Egipto -support-> Libia"],
    );
    check(
        "Suiza no ha criticado a China, y Austria tampoco.",
        &[
            "no Suiza -opposition-> China",
            "no Austria -opposition-> China",
        ],
    );
}

#[test]
fn plans_and_wishes_are_flagged() {
    check(
        "Canadá quiere ayudar a Haití.",
        &["maybe Canadá -support-> Haití"],
    );
    check(
        "España planea enviar ayuda a Marruecos.",
        &["maybe España -support-> Marruecos"],
    );
}

#[test]
fn a_phrase_that_refers_back_acts_for_its_place() {
    check(
        "Uruguay es pequeño. El país exporta carne a China.",
        &["Uruguay -trade-> China"],
    );
}

#[test]
fn who_is_allowed_to_act_is_the_subject() {
    check(
        "Londres permitió a España ocupar Menorca.",
        &["España -conflict-> Menorca"],
    );
}

#[test]
fn names_side_by_side_are_no_relation() {
    check("En Lima hace frío y en Quito llueve.", &[]);
    check("Hay museos en París, Roma y Viena.", &[]);
}

#[test]
fn the_examples_of_the_guide_hold() {
    for (text, expected) in [
        (
            "El gasoducto une Argel con Almería.",
            &["Argel -movement- Almería"] as &[_],
        ),
        (
            "Chile, principal proveedor de cobre de Japón, subió el precio.",
            &["Chile -trade-> Japón"],
        ),
        (
            "El presidente de Kenia recibió al rey de Jordania.",
            &["Jordania -meeting-> Kenia"],
        ),
        (
            "Noruega envió médicos a Malaui.",
            &["Noruega -support-> Malaui"],
        ),
        (
            "Estonia expulsó a dos diplomáticos rusos.",
            &["Estonia -opposition-> Rusia"],
        ),
        (
            "Sicilia forma parte de Italia.",
            &["Sicilia -location-> Italia"],
        ),
        ("Uruguay imitó a Suiza.", &["Uruguay -other-> Suiza"]),
        (
            "Kenia dejó de comprar azúcar a Uganda.",
            &["no Uganda -trade-> Kenia"],
        ),
        (
            "Ghana y Togo venden cacao a Bélgica y a Malasia, respectivamente.",
            &["Ghana -trade-> Bélgica", "Togo -trade-> Malasia"],
        ),
        (
            "Kenia y Uganda celebraron una cumbre. Ambos países firmaron un acuerdo.",
            &["Kenia -meeting- Uganda", "Kenia -cooperation- Uganda"],
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn pronouns_and_relatives_lead_back() {
    check(
        "Irlanda reconoció a Palestina; Alemania todavía no la ha reconocido.",
        &[
            "Irlanda -support-> Palestina",
            "no Alemania -support-> Palestina",
        ],
    );
    check(
        "La guerra que enfrentó a Irán e Irak duró ocho años.",
        &["Irán -conflict- Irak"],
    );
    check(
        "La alianza entre Chile y Perú, al que apoyaba Bolivia, terminó.",
        &["Chile -cooperation- Perú", "Bolivia -support-> Perú"],
    );
    check(
        "Kaliningrado limita al norte con Lituania y al sur con Polonia; con Letonia, en cambio, no tiene frontera.",
        &[
            "Kaliningrado -location- Lituania",
            "Kaliningrado -location- Polonia",
            "no Kaliningrado -location- Letonia",
        ],
    );
}

#[test]
fn an_attack_that_is_condemned_is_its_own_matter() {
    check(
        "El ataque de Irak contra Kuwait fue condenado por Alemania.",
        &["Irak -conflict-> Kuwait"],
    );
}

#[test]
fn who_writes_travels_too() {
    check(
        "Salimos de Lima el lunes; a mediodía comimos en Ica, y al anochecer llegamos a Nazca.",
        &["Lima -movement-> Ica", "Ica -movement-> Nazca"],
    );
}

#[test]
fn a_clause_may_leave_its_verb_out() {
    check(
        "El equipo volará de Madrid a Roma y de Roma a Lisboa. Japón mandó a Lima arroz, y Cuba, mantas a Quito.",
        &[
            "maybe Madrid -movement-> Roma",
            "maybe Roma -movement-> Lisboa",
            "Japón -trade-> Lima",
            "Cuba -trade-> Quito",
        ],
    );
}

#[test]
fn what_stands_away_from_its_verb_is_found_by_the_tree() {
    check(
        "España y Venecia, unidas por una alianza que había bendecido el papa, combatieron contra Estambul.",
        &[
            "España -cooperation- Venecia",
            "España -conflict-> Estambul",
            "Venecia -conflict-> Estambul",
        ],
    );
}

#[test]
fn there_is_where_something_happened_last() {
    check(
        "Los vikingos llegaron desde Noruega a Islandia. De allí pasaron a Groenlandia.",
        &[
            "Noruega -movement-> Islandia",
            "Islandia -movement-> Groenlandia",
        ],
    );
}

#[test]
fn a_part_of_a_country_and_a_country_tell_where_a_town_lies() {
    check(
        "Un sismo sacudió Batken, en el sur de Kirguistán, y Yeda, en Arabia Saudí.",
        &[
            "Batken -location-> Kirguistán",
            "Yeda -location-> Arabia Saudí",
        ],
    );
    check("El ministro se reunió con Rusia, en Moscú, ayer.", &[]);
}

#[test]
fn the_two_and_theirs_are_who_was_spoken_of() {
    check(
        "Perú negoció con Ecuador. La guerra entre los dos países acabó en 1998.",
        &["Perú -meeting- Ecuador", "Perú -conflict- Ecuador"],
    );
    check(
        "Bielorrusia vive de su potasa. Brasil y China son sus principales clientes.",
        &["Bielorrusia -trade-> Brasil", "Bielorrusia -trade-> China"],
    );
}

#[test]
fn a_verb_in_the_plural_has_no_singular_antecedent_as_subject() {
    check(
        "El puerto de Mombasa, que financiaron bancos de Pekín, funciona desde 2019.",
        &["Pekín -support-> Mombasa"],
    );
}

#[test]
fn a_list_of_goals_is_no_chain_of_stops() {
    check(
        "El crudo se desembarca en Trieste. Desde allí se bombea a Múnich y a Praga.",
        &["Trieste -movement-> Múnich", "Trieste -movement-> Praga"],
    );
}

#[test]
fn an_office_acts_for_the_country_spoken_of_last() {
    check(
        "La presidenta de Moldavia llegó ayer a Bucarest. La mandataria se reunió con el presidente rumano.",
        &[
            "Moldavia -movement-> Bucarest",
            "Moldavia -meeting- Rumanía",
        ],
    );
}

#[test]
fn who_joins_a_union_of_states_works_with_it() {
    check("Suecia entró en la OTAN.", &["Suecia -cooperation- OTAN"]);
}

#[test]
fn a_denied_or_cancelled_journey_is_denied() {
    check(
        "El presidente de Kenia canceló su viaje a Ruanda. Vietnam pidió a China que retire sus buques de Taiwán.",
        &[
            "no Kenia -movement-> Ruanda",
            "maybe Taiwán -movement-> China",
        ],
    );
}

#[test]
fn a_demonym_beside_a_sort_of_place_only_says_where_it_lies() {
    check(
        "Tropas etíopes ocuparon la ciudad somalí de Kismayo.",
        &["Etiopía -conflict-> Kismayo", "Kismayo -location-> Somalia"],
    );
    check(
        "Vientián, la capital laosiana, acogió la reunión.",
        &["Vientián -location-> Laos"],
    );
}

#[test]
fn a_date_before_a_subject_is_no_part_of_its_name() {
    check(
        "En 1939 Alemania invadió Polonia.",
        &["Alemania -conflict-> Polonia"],
    );
    check(
        "En marzo Francia atacó a Argelia.",
        &["Francia -conflict-> Argelia"],
    );
    check(
        "En el siglo XIX Chile derrotó a Perú.",
        &["Chile -conflict-> Perú"],
    );
    check(
        "Tras la guerra Suecia vendió hierro a Finlandia.",
        &["Suecia -trade-> Finlandia"],
    );
}

#[test]
fn a_ban_is_opposition_and_not_its_denial() {
    check(
        "Ecuador prohibió la entrada a los venezolanos. Dinamarca se resiste a vender Groenlandia a Rusia.",
        &[
            "Ecuador -opposition-> Venezuela",
            "no Dinamarca -trade-> Rusia",
        ],
    );
}
