//! Everything the window says, in one table: a row a word, in Spanish and in English.

use crate::text::Language;

macro_rules! words {
    ($($name:ident: $es:literal / $en:literal,)*) => {
        /// One thing that the window says. `{}` stands for what [`Word::with`] fills in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Word {
            $(#[doc = $en] $name,)*
        }

        impl Word {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The Spanish and the English wording.
            fn wordings(self) -> [&'static str; 2] {
                match self {
                    $(Self::$name => [$es, $en],)*
                }
            }
        }
    };
}

words! {
    // Menus.
    File: "Archivo" / "File",
    Edit: "Editar" / "Edit",
    View: "Ver" / "View",
    Go: "Ir" / "Go",
    Help: "Ayuda" / "Help",
    Samples: "Ejemplos" / "Samples",

    // Commands, each with what its tooltip says.
    Open: "Abrir…" / "Open…",
    OpenTip: "Abre un artículo o un documento anotado" / "Opens an article or an annotated document",
    PasteArticle: "Pegar como artículo nuevo" / "Paste as new article",
    PasteArticleTip: "Lee como artículo el texto del portapapeles" / "Reads the text of the clipboard as an article",
    ReadAgain: "Volver a leer" / "Read again",
    ReadAgainTip: "Lee otra vez el archivo y mantiene tus correcciones" / "Reads the file once more and keeps your corrections",
    NeedsFile: "lo abierto no viene de ningún archivo" / "what is open comes from no file",
    Settings: "Ajustes…" / "Settings…",
    SettingsTip: "Idioma, aspecto, mapa, red y lugares propios" / "Language, look, map, network and places of your own",
    Recent: "Recientes" / "Recent files",
    ForgetRecent: "Vaciar los recientes" / "Clear recent files",
    ForgetRecentTip: "Olvida qué archivos se abrieron últimamente" / "Forgets which files were opened lately",
    NeedsRecent: "no se ha abierto ningún archivo" / "no file has been opened",
    NoLongerRecent: "Se ha quitado de los recientes" / "It was taken off the recent files",
    Save: "Guardar" / "Save",
    SaveTip: "Guarda el documento anotado (JSON)" / "Saves the annotated document (JSON)",
    SaveAs: "Guardar como…" / "Save as…",
    SaveAsTip: "Guarda el documento anotado en otro archivo" / "Saves the annotated document in another file",
    ExportGeoJson: "Exportar GeoJSON…" / "Export GeoJSON…",
    ExportGeoJsonTip: "Escribe lugares y relaciones para otro programa de mapas" / "Writes places and relations for another mapping program",
    ExportPage: "Exportar página web…" / "Export web page…",
    ExportPageTip: "Escribe texto, mapa y flechas en una sola página que se abre en cualquier navegador" / "Writes text, map and arrows as one page that any browser opens",
    ExportPicture: "Exportar imagen…" / "Export picture…",
    ExportPictureTip: "Escribe en SVG o PNG el mapa que se ve o toda la historia" / "Writes the map that is seen, or the whole story, as SVG or PNG",
    PictureTitle: "Exportar imagen" / "Export picture",
    PictureAsSeen: "Lo que se ve en el mapa" / "What the map shows",
    PictureStory: "Toda la historia" / "The whole story",
    PictureSize: "Ancho y alto en píxeles" / "Width and height in pixels",
    PictureSizeHint: "Con el título, la leyenda y el mapa de base de la ventana" / "With title, legend and the window’s base map",
    PictureSizeWrong: "Escribe por ejemplo 1600x1000: de 200 a 8192 por lado y 40 millones de píxeles como mucho" / "Write for example 1600x1000: 200 to 8192 a side, and 40 million pixels at most",
    ChoosePictureFile: "Elegir archivo…" / "Choose file…",
    Recover: "Recuperar correcciones" / "Recover corrections",
    RecoverTip: "Trae de vuelta lo corregido cuando el programa se cerró sin guardar" / "Brings back what was corrected when the program ended without saving",
    DiscardLeftBehind: "Descartar correcciones perdidas" / "Discard lost corrections",
    DiscardLeftBehindTip: "Borra lo que quedó sin guardar de otras veces" / "Deletes what was left unsaved from other times",
    NeedsLeftBehind: "no quedó nada sin guardar" / "nothing was left unsaved",
    LeftBehind: "La última vez el programa se cerró con correcciones sin guardar" / "Last time the program ended with unsaved corrections",
    Quit: "Salir" / "Quit",
    QuitTip: "Cierra la ventana" / "Closes the window",
    Undo: "Deshacer" / "Undo",
    UndoTip: "Deshace la última corrección" / "Takes back the last correction",
    UndoWhat: "Deshacer: {}" / "Undo: {}",
    Redo: "Rehacer" / "Redo",
    RedoTip: "Repite la corrección deshecha" / "Repeats the correction that was taken back",
    RedoWhat: "Rehacer: {}" / "Redo: {}",
    Dismiss: "No es un lugar" / "Not a place",
    DismissTip: "Quita del mapa el lugar elegido, o borra la relación elegida" / "Takes the selected place off the map, or deletes the selected relation",
    Accept: "Aceptar" / "Accept",
    AcceptTip: "Da por bueno lo elegido y pasa a lo siguiente dudoso" / "Agrees with what is selected and goes on to the next doubtful one",
    NextDoubtful: "Siguiente dudoso" / "Next doubtful",
    NextDoubtfulTip: "Va a lo siguiente de lo que el programa no está seguro" / "Goes to the next thing that the program is not sure of",
    NextCertainty: "Flechas más seguras" / "Surer arrows",
    NextCertaintyTip: "El mapa enseña las flechas desde el 75 % de certeza, desde el 90 % o todas" / "The map shows the arrows that are 75% sure, 90% sure, or all of them",
    ArrowsNow: "Flechas del mapa, {}" / "Arrows of the map, {}",
    AnyCertainty: "certeza: cualquiera" / "certainty: any",
    CertaintyFrom: "certeza: desde el {}" / "certainty: {} or more",
    YouSaidSo: "Lo dijiste tú." / "You said so.",
    NothingDoubtful: "No queda nada dudoso" / "Nothing doubtful is left",
    SearchForSelection: "Buscar otro lugar…" / "Look for another place…",
    SearchForSelectionTip: "Busca en el nomenclátor qué lugar es lo elegido" / "Looks in the gazetteer for the place that the selection is",
    AimAtMap: "Señalar en el mapa" / "Point on the map",
    AimAtMapTip: "El clic siguiente en el mapa dice dónde está lo elegido" / "The next click on the map says where the selection is",
    MarkSelection: "Marcar como lugar…" / "Mark as a place…",
    MarkSelectionTip: "El texto seleccionado nombra un lugar" / "The selected text names a place",
    RelateSelection: "Relacionar con…" / "Relate to…",
    RelateSelectionTip: "Relaciona el lugar elegido con otro; también arrastrando de un marcador a otro" / "Relates the selected place to another; so does dragging from marker to marker",
    MergeSelection: "Unir con…" / "Merge with…",
    SplitSelection: "Separar lo unido" / "Split what was merged",
    SplitSelectionTip: "El lugar que se unió al elegido vuelve a ser otro, con sus menciones y relaciones" / "The place that was merged into the selected one is another again, with its mentions and relations",
    SplitFrom: "Separar {}" / "Split off {}",
    NeedsMerged: "elige antes un lugar con el que hayas unido otro" / "select a place that you merged another one into first",
    MergeSelectionTip: "El lugar elegido y otro son el mismo" / "The selected place and another one are the same",
    NeedsSelected: "elige antes un lugar o una relación" / "select a place or a relation first",
    AimPoint: "Haz clic en el mapa donde está, o elige un lugar del artículo" / "Click on the map where it is, or choose a place of the article",
    AimRelate: "Elige el lugar con el que se relaciona {}" / "Choose the place that {} is related to",
    AimMerge: "Elige el lugar que es el mismo que {}" / "Choose the place that is the same as {}",
    CorrectTitle: "Corregir" / "Correct",
    ScopeArticle: "en todo el artículo" / "in the whole article",
    ScopeMention: "solo esta mención" / "this mention only",
    ScopeAlways: "siempre" / "always",
    SetAlways: "Siempre" / "Always",
    SetAlwaysTip: "La tabla de lo que has corregido «siempre»; se abre con tu programa de hojas de cálculo" / "The table of what you corrected “always”; opens in your spreadsheet program",
    OpenAlways: "Ver y editar" / "See and edit",
    TurnAround: "Invertir" / "Turn around",
    Directed: "con dirección" / "directed",
    IsNegated: "no ocurre" / "does not happen",
    IsHypothetical: "posible" / "possible",
    DeleteRelation: "Borrar la relación" / "Delete the relation",
    CopyAll: "Copiar todo el texto" / "Copy the whole text",
    CopySelection: "Copiar lo seleccionado" / "Copy the selection",
    CopySelectionTip: "Copia el texto seleccionado" / "Copies the selected text",
    NeedsSelection: "no hay texto seleccionado" / "no text is selected",
    SelectAll: "Seleccionar todo el texto" / "Select all text",
    SelectAllTip: "Selecciona el artículo entero para copiarlo" / "Selects the whole article to copy it",
    CopyParagraph: "Copiar el párrafo" / "Copy the paragraph",
    MentionOf: "{}, mención de {}" / "{}, mention of {}",
    CopyAllTip: "Copia el artículo entero" / "Copies the whole article",
    CopyPicture: "Copiar la imagen del mapa" / "Copy the picture of the map",
    CopyPictureTip: "Copia el mapa tal como se ve" / "Copies the map as it is seen",
    PictureCopied: "Imagen del mapa copiada ({} × {})" / "Picture of the map copied ({} × {})",
    NoPicture: "No se ha podido dibujar la imagen: {}" / "The picture could not be drawn: {}",
    PictureEnding: "el nombre de la imagen debe terminar en .svg o .png" / "the picture's name must end in .svg or .png",
    ToggleLists: "Listas" / "Lists",
    ToggleListsTip: "Muestra u oculta las listas" / "Shows or hides the lists",
    ToggleMap: "Mapa" / "Map",
    ToggleMapTip: "Muestra u oculta el mapa" / "Shows or hides the map",
    ToggleText: "Texto" / "Text",
    ToggleTextTip: "Muestra u oculta el texto" / "Shows or hides the text",
    Fit: "Ver todo en el mapa" / "Fit the map",
    FitTip: "Encuadra todo lo que nombra el artículo" / "Frames everything that the article is about",
    FitAll: "Encuadrar todo" / "Fit everything",
    FitAllTip: "Encuadra todos los lugares, también los que se nombran de paso" / "Frames all places, also those named in passing",
    CapitalsAsStates: "Capitales con sus Estados" / "Capitals with their states",
    CapitalsAsStatesTip: "Dibuja en el Estado lo que hace su capital: «Moscú anunció» es cosa de Rusia" / "Draws at the state what its capital does: “Moscow announced” is Russia’s doing",
    ZoomIn: "Acercar" / "Zoom in",
    ZoomInTip: "Acerca el mapa" / "Brings the map closer",
    ZoomOut: "Alejar" / "Zoom out",
    ZoomOutTip: "Aleja el mapa" / "Takes the map further away",
    SwitchTheme: "Claro u oscuro" / "Light or dark",
    SwitchThemeTip: "Cambia entre claro y oscuro" / "Switches between light and dark",
    FollowSystemTheme: "Tema del sistema" / "System theme",
    FollowSystemThemeTip: "Vuelve al tema del sistema" / "Follows the system's theme again",
    ReduceMotion: "Reducir movimiento" / "Reduce motion",
    ReduceMotionTip: "Sin animaciones ni vuelos" / "No animations and no flights",
    ScaleUp: "Interfaz más grande" / "Larger interface",
    ScaleUpTip: "Agranda letras y botones, hasta el 200 %" / "Makes letters and buttons larger, up to 200%",
    ScaleDown: "Interfaz más pequeña" / "Smaller interface",
    ScaleDownTip: "Reduce letras y botones, hasta el 100 %" / "Makes letters and buttons smaller, down to 100%",
    ScaleReset: "Tamaño normal" / "Normal size",
    ScaleResetTip: "Deja la interfaz al 100 %" / "Brings the interface back to 100%",
    NowLargest: "ya está al 200 %" / "it is at 200% already",
    NowSmallest: "ya está al 100 %" / "it is at 100% already",
    ScaleIs: "Tamaño de la interfaz: {} %" / "Size of the interface: {}%",
    TilesMap: "Mapa de OpenStreetMap" / "OpenStreetMap tiles",
    TilesMapTip: "Teselas incluidas hasta el nivel 5; más finas, de la red" / "Bundled tiles down to level 5; finer ones from the network",
    VectorAuto: "Mapa propio" / "Own map",
    VectorAutoTip: "Nítido a cualquier distancia, claro u oscuro según el tema" / "Sharp at any distance, light or dark as the theme is",
    VectorLight: "Mapa propio, claro" / "Own map, light",
    VectorLightTip: "Nítido a cualquier distancia, siempre claro" / "Sharp at any distance, always light",
    VectorDark: "Mapa propio, oscuro" / "Own map, dark",
    VectorDarkTip: "Nítido a cualquier distancia, siempre oscuro" / "Sharp at any distance, always dark",
    NextBaseMap: "Cambiar de mapa base" / "Next base map",
    NextBaseMapTip: "Pasa al siguiente mapa base" / "Goes on to the next base map",
    OnlineDetail: "Más detalle en línea" / "More detail online",
    OnlineDetailTip: "Pide a OpenStreetMap, o al servidor de los ajustes, las teselas que faltan" / "Asks OpenStreetMap, or the server in the settings, for the tiles that are missing",
    SwitchLanguage: "English" / "Español",
    SwitchLanguageTip: "Switches the interface to English" / "Cambia la interfaz al español",
    CommandBox: "Paleta de órdenes…" / "Command palette…",
    CommandBoxTip: "Busca cualquier orden por su nombre" / "Finds any command by its name",
    FindPlace: "Buscar…" / "Search…",
    FindPlaceTip: "Busca cualquier lugar del mundo, una orden o palabras del artículo" / "Looks for any place of the world, a command or words of the article",
    FindText: "Buscar en el texto" / "Find in the text",
    FindTextTip: "Busca palabras en el artículo, con o sin tildes" / "Looks for words in the article, accents or not",
    FindNext: "Resultado siguiente" / "Next result",
    FindNextTip: "Va al resultado siguiente de la búsqueda" / "Goes to the next result of the search",
    FindPrevious: "Resultado anterior" / "Previous result",
    FindPreviousTip: "Va al resultado anterior de la búsqueda" / "Goes to the previous result of the search",
    NextMention: "Mención siguiente" / "Next mention",
    NextMentionTip: "Va a la mención siguiente del texto" / "Goes to the next mention in the text",
    PreviousMention: "Mención anterior" / "Previous mention",
    PreviousMentionTip: "Va a la mención anterior del texto" / "Goes to the previous mention in the text",
    NextRelation: "Relación siguiente" / "Next relation",
    NextRelationTip: "Va a la relación siguiente" / "Goes to the next relation",
    PreviousRelation: "Relación anterior" / "Previous relation",
    PreviousRelationTip: "Va a la relación anterior" / "Goes to the previous relation",
    Back: "Un paso atrás" / "One step back",
    BackTip: "Cierra lo que esté abierto o suelta la selección" / "Closes what is open or lets go of the selection",
    NextPane: "Panel siguiente" / "Next pane",
    NextPaneTip: "Lleva el teclado a las listas, al mapa, al texto y a los menús" / "Takes the keyboard to the lists, the map, the text and the menus",
    PreviousPane: "Panel anterior" / "Previous pane",
    PreviousPaneTip: "Lleva el teclado al panel de antes" / "Takes the keyboard to the pane before",
    Keys: "Teclas" / "Keys",
    KeysTip: "Muestra todas las teclas" / "Shows every key",
    ReportMapError: "Avisar de un error del mapa…" / "Report a map error…",
    ReportMapErrorTip: "Abre en el navegador la página de OpenStreetMap para corregirlo, en esta vista" / "Opens OpenStreetMap's page for corrections in the browser, at this view",
    About: "Acerca de mapalabra" / "About mapalabra",
    AboutTip: "Versión, datos y licencias" / "Version, data and licences",

    // Lists.
    Places: "Lugares" / "Places",
    Relations: "Relaciones" / "Relations",
    NoPlaces: "El texto no nombra ningún lugar conocido" / "The text names no known place",
    NoRelations: "El texto no relaciona lugares entre sí" / "The text relates no places",
    RelationsUnread: "Por ahora solo se leen relaciones en español" / "So far relations are read in Spanish only",
    Unresolved: "sin resolver" / "unresolved",
    UnresolvedPlace: "lugar sin resolver" / "unresolved place",
    UnresolvedHelp: "El nomenclátor no conoce ningún lugar con este nombre, así que no está en el mapa" / "The gazetteer knows no place of this name, so it is not on the map",
    OneMention: "1 mención" / "1 mention",
    Mentions: "{} menciones" / "{} mentions",
    OnePlace: "1 lugar" / "1 place",
    CountPlaces: "{} lugares" / "{} places",
    OneRelation: "1 relación" / "1 relation",
    CountRelations: "{} relaciones" / "{} relations",
    Negated: "negado" / "negated",
    Hypothetical: "posible o previsto" / "possible or planned",
    ByYou: "corregido a mano" / "corrected by hand",

    Actors: "Personas y organizaciones" / "People and organisations",
    ActorsShort: "Personas y grupos" / "People and groups",
    NoActors: "El texto no nombra a nadie conocido" / "The text names nobody known",
    Person: "persona" / "person",
    Organisation: "organización" / "organisation",
    NothingFits: "Nada coincide con «{}»" / "Nothing matches “{}”",
    FilterLists: "Filtrar las listas" / "Filter the lists",
    FilterListsTip: "Deja en las listas solo lo que contiene lo que escribes; <75 o >90, lo menos o más seguro" / "Leaves in the lists only what holds what you type; <75 or >90, what is less or more sure",
    FilterHint: "Filtrar" / "Filter",
    FilterHintInRows: "Escribe para filtrar" / "Type to filter",
    LettersFilter: "En las filas de una lista las letras filtran; con Alt, cada letra es también ahí su orden (Alt+N, Alt+F…)" / "In the rows of a list letters filter; with Alt, each letter is its command there too (Alt+N, Alt+F…)",
    ClearFilter: "Quitar el filtro" / "Clear the filter",
    ShownOf: "{}: {} de {}" / "{}: {} of {}",
    SortBy: "Ordenar: {}" / "Sort: {}",
    ByMentions: "por menciones" / "by mentions",
    ByText: "por orden del texto" / "in the order of the text",
    ByName: "por nombre" / "by name",
    ByKind: "por clase" / "by kind",
    ByConfidence: "por certeza" / "by confidence",
    SentenceN: "frase {}" / "sentence {}",

    // Details.
    OtherReadings: "Puede ser" / "It may be",
    MentionsTitle: "Menciones" / "Mentions",
    EvidenceTitle: "Lo dice el texto" / "What the text says",
    FactsTitle: "Datos" / "Facts",
    Coordinates: "Coordenadas" / "Coordinates",
    Copy: "Copiar" / "Copy",
    CopyCoordinates: "Copiar las coordenadas {}" / "Copy the coordinates {}",
    Inhabitants: "Habitantes" / "Inhabitants",
    Years: "Existió" / "Existed",
    OtherNames: "Otros nombres" / "Other names",
    Confidence: "Certeza" / "Confidence",
    SourceTitle: "Fuente" / "Source",
    ActsFor: "Actúa por" / "Acts for",
    Mutual: "entre ambos" / "mutual",
    FromPlace: "De" / "From",
    ToPlace: "A" / "To",
    OneEnd: "Entre" / "Between",
    OtherEnd: "y también" / "and also",
    Via: "Pasando por" / "By way of",
    WhenTitle: "Cuándo" / "When",
    SaidBy: "Según" / "According to",
    Close: "Cerrar" / "Close",
    ResolveEdit: "cambiar {} por {}" / "change {} to {}",
    DismissEdit: "quitar {}" / "dismiss {}",
    MergeEdit: "unir {} con {}" / "merge {} into {}",
    SplitEdit: "separar {} de {}" / "split {} off {}",
    MarkEdit: "marcar «{}» como {}" / "mark “{}” as {}",
    RelateEdit: "relacionar {} y {} ({})" / "relate {} and {} ({})",
    RestateEdit: "cambiar la relación de {} y {} ({})" / "change the relation of {} and {} ({})",
    RemoveRelationEdit: "borrar la relación de {} y {} ({})" / "delete the relation of {} and {} ({})",
    ConfirmEdit: "aceptar {}" / "accept {}",
    ConfirmRelationEdit: "aceptar la relación de {} y {} ({})" / "accept the relation of {} and {} ({})",
    To: "hacia" / "to",
    And: "y" / "and",

    // The search box.
    FindPlaceHint: "Buscar lugar, palabra u orden" / "Search place, word or command",
    IsCommand: "orden" / "command",
    FindWords: "Buscar «{}» en el texto" / "Find “{}” in the text",
    OneTime: "1 vez en el artículo" / "once in the article",
    Times: "{} veces en el artículo" / "{} times in the article",
    NoSuchPlace: "Ningún lugar se llama «{}»" / "No place is called “{}”",
    NoSuchPlaceHelp: "Prueba con menos letras o con otra grafía" / "Try fewer letters or another spelling",
    InArticle: "en el artículo" / "in the article",
    SourceOf: "Fuente: {} · {}" / "Source: {} · {}",
    BeforeChrist: "{} antes de Cristo" / "{} BC",
    RemovePin: "Quitar del mapa" / "Take off the map",

    // The command palette, and why a command cannot be run.
    CommandBoxHint: "Nombre de una orden" / "Name of a command",
    NoSuchCommand: "Ninguna orden se llama «{}»" / "No command is called “{}”",
    NeedsArticle: "no hay ningún artículo abierto" / "no article is open",
    NeedsPlace: "elige antes un lugar" / "select a place first",
    NeedsCorrection: "no hay ninguna corrección" / "there is no correction",
    NeedsUndone: "no se ha deshecho nada" / "nothing has been taken back",
    NeedsMentions: "el texto no nombra nada conocido" / "the text names nothing known",
    NeedsRelations: "el texto no relaciona lugares" / "the text relates no places",
    NeedsNetwork: "el programa se abrió con --offline" / "the program was started with --offline",
    NeedsTiles: "este mapa no usa la red" / "this map uses no network",

    // Finding in the text, and the marks on its scroll bar.
    FindTextHint: "Palabras del texto" / "Words of the text",
    HitOf: "{} de {}" / "{} of {}",
    NoHits: "sin resultados" / "no results",
    CloseFind: "Cerrar la búsqueda" / "Close the search",
    GoToHit: "Ir al resultado {} de {}" / "Go to result {} of {}",
    GoToMention: "Ir a «{}»" / "Go to “{}”",
    GoToEvidence: "Ir a la frase que lo dice: «{}»" / "Go to the sentence that says so: “{}”",
    AsSource: "{}, origen de la relación" / "{}, source of the relation",
    AsTarget: "{}, destino de la relación" / "{}, target of the relation",
    AsEnd: "{}, extremo de la relación" / "{}, end of the relation",
    AsTrigger: "{}, lo que ocurre" / "{}, what happens",

    // Bars.
    Offline: "sin conexión: mapa incluido" / "offline: bundled map",
    VectorMap: "mapa propio, incluido" / "own map, bundled",
    OfflineForced: "sin red (--offline)" / "no network (--offline)",
    MoreDetail: "más detalle en línea" / "more detail online",
    Online: "en línea" / "online",
    TilesComing: "en línea: faltan {}" / "online: {} to come",
    TilesUnreachable: "sin conexión con el servidor de teselas" / "no connection to the tile server",
    TilesUnreachableTip: "Se ve lo que ya se tiene y se vuelve a probar cada cierto tiempo. Comprueba la conexión o, en los ajustes, la dirección de las teselas" / "What is already there is shown, and it is tried again from time to time. Check the connection, or the tile address in the settings",
    TilesRefused: "el servidor de teselas se niega ({})" / "the tile server refuses ({})",
    TilesRefusedTip: "Se ve lo que ya se tiene y no se insiste. Espera un rato, elige otro servidor en los ajustes o usa el mapa propio" / "What is already there is shown, and the server is left alone for a while. Wait, choose another one in the settings, or use our own map",
    LessDetail: "dejar de usar la red" / "stop using the network",
    Loading: "Leyendo {}… {} %" / "Reading {}… {}%",
    LoadingShare: "leído" / "read",
    Cancel: "Cancelar" / "Cancel",
    ClipboardName: "portapapeles" / "clipboard",
    Saved: "Guardado: {}" / "Saved: {}",
    Hint: "Pulsa un lugar o una flecha y el texto te lleva a la frase que lo dice; pulsa una palabra y el mapa vuela hasta allí" / "Press a place or an arrow and the text takes you to the sentence that says so; press a word and the map flies there",
    Understood: "Entendido" / "Got it",
    DropHere: "Suelta aquí el archivo para abrirlo" / "Drop the file here to open it",
    NothingOpen: "Ningún artículo abierto" / "No article is open",
    NothingOpenHelp: "Abre un archivo de texto, suéltalo aquí o pega un artículo con Ctrl+V" / "Open a text file, drop it here or paste an article with Ctrl+V",
    NothingOpenNoDrop: "Abre un archivo de texto o pega un artículo con Ctrl+V; en Wayland la ventana no recibe archivos soltados" / "Open a text file or paste an article with Ctrl+V; under Wayland the window gets no dropped files",
    TrySample: "O prueba con un ejemplo" / "Or try a sample",
    FileChanged: "«{}» ha cambiado en el disco" / "“{}” has changed on disk",
    ReadAgainDone: "«{}» se ha leído otra vez" / "“{}” has been read again",
    CorrectionsKept: "correcciones mantenidas: {}" / "corrections kept: {}",
    CorrectionsUnknown: "vuelve a mirar {}: el lugar que elegiste ya no se ofrece" / "look at {} again: the place you chose is offered no more",
    OldEncoding: "«{}» no está en UTF-8: se ha leído como {}; si ves letras raras, guárdalo como UTF-8" / "“{}” is not in UTF-8: it was read as {}; if letters look wrong, save it as UTF-8",

    // Questions.
    UnsavedTitle: "Hay correcciones sin guardar" / "There are unsaved corrections",
    UnsavedBody: "Si sigues, se pierden las correcciones de «{}»" / "If you go on, the corrections to “{}” are lost",
    DoNotSave: "No guardar" / "Do not save",

    // The picker inside the window.
    PickOpenTitle: "Abrir un archivo" / "Open a file",
    PickSaveTitle: "Guardar en un archivo" / "Save to a file",
    PickWhy: "Este sistema no ofrece un diálogo de archivos: escribe la ruta o elige en la lista" / "This system offers no file dialog: type the path or choose from the list",
    Path: "ruta" / "path",
    ParentFolder: "Carpeta superior" / "Parent folder",
    OpenButton: "Abrir" / "Open",
    FolderUnreadable: "No se puede leer la carpeta: {}" / "The folder cannot be read: {}",
    Overwrite: "«{}» ya existe; pulsa otra vez Guardar para sustituirlo" / "“{}” exists already; press Save again to replace it",

    // Failures, with their remedies.
    CannotOpen: "No se puede abrir «{}»: {}" / "Cannot open “{}”: {}",
    Missing: "no existe; comprueba el nombre y la carpeta" / "there is no such file; check its name and its folder",
    IsFolder: "es una carpeta; elige un archivo de dentro" / "it is a folder; choose a file in it",
    Forbidden: "no tienes permiso para leerlo; pídeselo a su dueño" / "you may not read it; ask its owner for permission",
    Unreadable: "no se deja leer ({}); cópialo a otro disco e inténtalo de nuevo" / "it cannot be read ({}); copy it to another disk and try again",
    NoText: "no contiene texto; comprueba que se guardó bien" / "it holds no text; check that it was saved",
    TooLarge: "pasa de 64 MB, lo más que cabe en un artículo; divídelo" / "it is larger than 64 MB, the most one article can have; split it",
    OtherFormat: "no es texto sin formato; guárdalo como texto y ábrelo" / "it is not plain text; save it as plain text and open that",
    Binary: "contiene datos binarios; solo se abre texto sin formato y JSON de mapalabra" / "it holds binary data; only plain text and mapalabra’s own JSON can be opened",
    DamagedText: "el texto está dañado en la línea {}; guárdalo otra vez como UTF-8" / "its text is damaged on line {}; save it as UTF-8 again",
    DamagedUtf16: "parece {} pero contiene caracteres rotos; guárdalo como UTF-8" / "it looks like {} but holds broken characters; save it as UTF-8",
    BrokenDocument: "el documento anotado no es válido; abre una copia anterior ({})" / "the annotated document is not valid; open an earlier copy ({})",
    OtherVersion: "es un documento de otra versión ({}); ábrelo con el mapalabra que lo escribió" / "it is a document of another version ({}); open it with the mapalabra that wrote it",
    FieldMissing: "en {} falta el campo {}" / "{} lacks the field {}",
    FieldWrong: "{}: {}" / "{}: {}",
    FieldRange: "{} es {} y debe estar entre {} y {}" / "{} is {} and must lie between {} and {}",
    FieldSpan: "{}: {}..{} no es un tramo del texto, que tiene {} letras" / "{}: {}..{} is no stretch of the text, which has {} letters",
    FieldText: "{}: dice «{}» donde el artículo dice «{}»" / "{}: says “{}” where the article says “{}”",
    FieldOverlap: "{} se solapa con la mención {}" / "{} overlaps mention {}",
    FieldUnknownId: "{}: nada en el archivo tiene el identificador «{}»" / "{}: nothing in the file has the id “{}”",
    FieldTwice: "{}: el identificador «{}» ya lo tiene otro" / "{}: another has the id “{}” already",
    BrokenJson: "no es JSON válido (línea {}, columna {}); puede que esté cortado: abre una copia anterior" / "it is not valid JSON (line {}, column {}); it may be cut short: open an earlier copy",
    OtherJson: "es JSON pero no un documento de mapalabra; elige otro archivo" / "it is JSON but no mapalabra document; choose another file",
    BrokenProgram: "el programa está dañado; vuelve a instalarlo ({})" / "the program is damaged; install it again ({})",
    NoThread: "al sistema le faltan recursos; cierra otros programas e inténtalo de nuevo ({})" / "the system is out of resources; close other programs and try again ({})",
    DiskFull: "no queda sitio en el disco; libera espacio o elige otro" / "the disk is full; make room or choose another",
    NoFolder: "la carpeta no existe; elige otra" / "its folder does not exist; choose another",
    WriteForbidden: "no tienes permiso para escribir ahí; elige otra carpeta" / "you may not write there; choose another folder",
    NotWritten: "{}; elige otro sitio" / "{}; choose another place",
    CannotSave: "No se puede guardar «{}»: {}" / "Cannot save “{}”: {}",
    WorkKept: "Lo que tenías abierto sigue aquí" / "What you had open is still here",
    SettingsDamaged: "El archivo de ajustes estaba dañado; se usan los valores iniciales ({})" / "The settings file was damaged; defaults are in use ({})",
    SettingsUnwritable: "No se pueden guardar los ajustes ({}); valdrán hasta cerrar la ventana" / "Settings cannot be saved ({}); they hold until the window closes",
    SeveralFiles: "Se abre el primero de los {} archivos" / "The first of {} files is opened",

    // Settings.
    SettingsTitle: "Ajustes" / "Settings",
    SetLanguage: "Idioma" / "Language",
    SetTheme: "Tema" / "Theme",
    ThemeSystem: "Sistema" / "System",
    ThemeLight: "Claro" / "Light",
    ThemeDark: "Oscuro" / "Dark",
    SetBaseMap: "Mapa base" / "Base map",
    SetScale: "Tamaño" / "Size",
    SetMotion: "Movimiento" / "Motion",
    SetOnline: "Red" / "Network",
    SetTileUrl: "Servidor de teselas" / "Tile server",
    SetTileCredit: "Atribución" / "Attribution",
    UseServer: "Usar" / "Use",
    UseServerTip: "Pide las teselas a este servidor; vacío, a OpenStreetMap" / "Asks this server for tiles; when empty, OpenStreetMap",
    SetOwnPlaces: "Lugares propios" / "Own places",
    SetOwnPlacesTip: "CSV, TSV, GeoJSON o Linked Places Format; ganan a los del programa" / "CSV, TSV, GeoJSON or Linked Places Format; they win over the program’s",
    NoOwnPlaces: "ninguno" / "none",
    ChooseFile: "Elegir…" / "Choose…",
    ForgetFile: "Quitar" / "Remove",
    PickPlacesTitle: "Elegir un archivo de lugares" / "Choose a file of places",
    ChooseButton: "Elegir" / "Choose",
    CannotUsePlaces: "No se pueden usar tus lugares: {}" / "Your own places cannot be used: {}",
    SetCache: "Teselas guardadas" / "Kept tiles",
    NoCache: "no se guardan" / "none are kept",
    Measuring: "midiendo…" / "measuring…",
    EmptyCache: "Vaciar" / "Empty",
    EmptyCacheTip: "Borra las teselas descargadas; se piden otra vez cuando hacen falta" / "Deletes the downloaded tiles; they are asked for again when needed",
    CacheNotEmptied: "No se han podido borrar las teselas guardadas: {}" / "The kept tiles could not be deleted: {}",
    Megabytes: "{} MB" / "{} MB",

    // About.
    AboutBody: "Lee un artículo, encuentra los lugares que nombra y dibuja lo que dice que pasa entre ellos" / "Reads an article, finds the places it names and draws what it says happens between them",
    AboutProgram: "Programa" / "Program",
    AboutProgramBody: "Licencia MIT o Apache 2.0, a elegir" / "MIT or Apache 2.0 licence, as you choose",
    AboutMaps: "Mapas" / "Maps",
    AboutMap: "Teselas: © colaboradores de OpenStreetMap, datos ODbL 1.0, imágenes CC BY-SA 2.0. Mapa propio: Natural Earth, dominio público" / "Tiles: © OpenStreetMap contributors, data ODbL 1.0, images CC BY-SA 2.0. Our own map: Natural Earth, public domain",
    AboutBorders: "Fronteras y nombres" / "Borders and names",
    AboutBordersBody: "El mapa propio traza las fronteras de Natural Earth en su versión alemana (Crimea en Ucrania, el Sáhara Occidental aparte); las teselas, las que OpenStreetMap ve sobre el terreno. Los nombres son los más usados en cada idioma. Nada de ello toma partido en una disputa" / "Our own map draws the borders of Natural Earth in its German version (Crimea in Ukraine, Western Sahara apart); the tiles, those that OpenStreetMap sees on the ground. Names are those that each language uses most. None of it takes a side in a dispute",
    AboutPlaces: "GeoNames (CC BY 4.0), Natural Earth (dominio público), Unicode CLDR (licencia Unicode) y tablas propias; la búsqueda dice la fuente de cada lugar" / "GeoNames (CC BY 4.0), Natural Earth (public domain), Unicode CLDR (Unicode licence) and tables of our own; the search tells the source of each place",
    AboutFontsTitle: "Letras" / "Fonts",
    AboutFonts: "Noto Sans y Noto Serif (OFL 1.1), DejaVu Sans (licencia Bitstream Vera)" / "Noto Sans and Noto Serif (OFL 1.1), DejaVu Sans (Bitstream Vera licence)",
    AboutCrates: "Bibliotecas ({})" / "Libraries ({})",

    // Kinds of place.
    KindCountry: "país" / "country",
    KindRegion: "región" / "region",
    KindCity: "ciudad" / "city",
    KindSea: "mar" / "sea",
    KindRiver: "río" / "river",
    KindLake: "lago" / "lake",
    KindMountain: "montaña" / "mountain",
    KindIsland: "isla" / "island",
    KindDesert: "desierto" / "desert",
    KindSupranational: "unión de países" / "union of countries",
    KindSite: "sitio" / "site",
    KindHistorical: "histórico" / "historical",

    // Kinds of relation.
    Movement: "movimiento" / "movement",
    Trade: "comercio" / "trade",
    Cooperation: "cooperación" / "cooperation",
    Meeting: "encuentro" / "meeting",
    Support: "apoyo" / "support",
    Conflict: "conflicto" / "conflict",
    Opposition: "oposición" / "opposition",
    Location: "situación" / "location",
    OtherKind: "otra" / "other",

    // Languages.
    Spanish: "español" / "Spanish",
    English: "inglés" / "English",
    French: "francés" / "French",
    Portuguese: "portugués" / "Portuguese",
    Italian: "italiano" / "Italian",
    German: "alemán" / "German",
    UnknownLanguage: "idioma desconocido" / "unknown language",
}

impl Word {
    /// The wording in a language; languages that the interface does not speak get English.
    pub fn in_language(self, language: Language) -> &'static str {
        let [es, en] = self.wordings();
        if language == Language::Es { es } else { en }
    }

    /// The wording with each `{}` filled in, in order.
    pub fn with(self, language: Language, fillings: &[&str]) -> String {
        let mut parts = self.in_language(language).split("{}");
        let mut sentence = parts.next().unwrap_or_default().to_owned();
        for (part, filling) in parts.zip(fillings) {
            sentence.push_str(filling);
            sentence.push_str(part);
        }
        sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_unsaid_in_any_language() {
        for &word in Word::ALL {
            let [es, en] = word.wordings();
            assert!(!es.trim().is_empty() && !en.trim().is_empty(), "{word:?}");
            assert_eq!(
                es.matches("{}").count(),
                en.matches("{}").count(),
                "{word:?}"
            );
        }
    }

    #[test]
    fn what_is_said_is_calm() {
        for &word in Word::ALL {
            for wording in word.wordings() {
                assert!(!wording.contains(['!', '¡']), "{wording}");
                assert!(!wording.ends_with('.'), "{wording}");
            }
        }
    }

    #[test]
    fn blanks_are_filled_in_order() {
        assert_eq!(
            Word::CannotOpen.with(Language::Es, &["a.txt", "no existe"]),
            "No se puede abrir «a.txt»: no existe"
        );
    }
}
