/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whom one calls often should be at hand, and everybody else be found by their first letter. */

#include "app-people-list.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-person-row.h"
#include "app-press.h"
#include "app-row-menu.h"
#include "app-search.h"

/* What comes before all letters. */
#define FAVOURITES 0

struct _AppPeopleList
{
  AdwBin parent_instance;

  Phone *phone;
  char *search;
  GtkSorter *order;
  GtkFilterListModel *shown;
  GtkListView *list;
  guint frames_to_top; /* until the list is scrolled to its top; 0: it is not */
};

G_DEFINE_FINAL_TYPE (AppPeopleList, app_people_list, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_SEARCH,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* The first letter of a name without its accents, for É stands with E; what is no letter stands under one sign. */
static gunichar
get_section (PhonePerson *person)
{
  g_autofree char *plain = NULL;
  gunichar first;

  if (phone_person_is_favourite (person))
    return FAVOURITES;
  plain = g_utf8_normalize (phone_person_get_name (person), -1, G_NORMALIZE_ALL);
  first = plain != NULL ? g_unichar_toupper (g_utf8_get_char (plain)) : '#';
  return g_unichar_isalpha (first) ? first : '#';
}

static int
compare_sections (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  gunichar one = get_section ((PhonePerson *) a);
  gunichar other = get_section ((PhonePerson *) b);

  return one < other ? -1 : one > other;
}

/* After the frame that shows them, for the list keeps the row that was on top where it is. */
static gboolean
scroll_to_top_cb (GtkWidget     *list,
                  GdkFrameClock *clock,
                  gpointer       user_data)
{
  AppPeopleList *self = user_data;

  if (self->frames_to_top-- > 1)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)), 0);
  return G_SOURCE_REMOVE;
}

/* Who has not scrolled looks at the top, and wants to see who came there. */
static void
stay_on_top (AppPeopleList *self)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));

  if (self->frames_to_top > 0 || place == NULL || gtk_adjustment_get_value (place) > 0)
    return;
  self->frames_to_top = 2;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->list), scroll_to_top_cb, self, NULL);
}

static void
shown_changed_cb (AppPeopleList *self)
{
  stay_on_top (self);
  gtk_stack_set_visible_child_name (GTK_STACK (adw_bin_get_child (ADW_BIN (self))), app_search_page (self->shown));
}

/* Somebody became a favourite, or is called otherwise. */
static void
people_changed_cb (AppPeopleList *self)
{
  gtk_sorter_changed (self->order, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
row_setup_cb (AppPeopleList            *self,
              GtkListItem              *item,
              GtkSignalListItemFactory *factory)
{
  GtkWidget *row = app_person_row_new (phone_get_people (self->phone));

  g_object_bind_property (item, "item", row, "person", G_BINDING_DEFAULT);
  app_press_offer_around (row);
  gtk_list_item_set_child (item, row);
}

static void
header_setup_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "people-section");
  gtk_list_header_set_child (header, label);
}

static void
header_bind_cb (GtkSignalListItemFactory *factory,
                GtkListHeader            *header)
{
  gunichar section = get_section (gtk_list_header_get_item (header));
  char letter[7] = "";

  g_unichar_to_utf8 (section, letter);
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)),
                       section == FAVOURITES ? _("Favourites") : letter);
}

static void
activate_cb (AppPeopleList *self,
             guint          position)
{
  g_autoptr (PhonePerson) person = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-person", "s", phone_person_get_id (person));
}

static void
set_phone (AppPeopleList *self,
           Phone         *phone)
{
  static const char *const searched[] = { "words", NULL };
  g_autoptr (GtkSortListModel) sorted = NULL;
  g_autoptr (GtkSelectionModel) rows = NULL;

  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (phone_get_people (phone))), g_object_ref (self->order));
  gtk_sort_list_model_set_section_sorter (sorted, self->order);
  self->shown = app_search_new (G_LIST_MODEL (sorted), PHONE_TYPE_PERSON, G_OBJECT (self), searched);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone_get_people (phone), "changed", G_CALLBACK (people_changed_cb), self, G_CONNECT_SWAPPED);
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown))));
  gtk_list_view_set_model (self->list, rows);
  shown_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
app_people_list_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  AppPeopleList *self = APP_PEOPLE_LIST (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_people_list_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AppPeopleList *self = APP_PEOPLE_LIST (object);

  switch (id)
    {
    case PROP_PHONE:
      set_phone (self, g_value_get_object (value));
      break;
    case PROP_SEARCH:
      if (g_set_str (&self->search, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_people_list_dispose (GObject *object)
{
  AppPeopleList *self = APP_PEOPLE_LIST (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->order);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_PEOPLE_LIST);
  G_OBJECT_CLASS (app_people_list_parent_class)->dispose (object);
}

static void
app_people_list_finalize (GObject *object)
{
  g_free (APP_PEOPLE_LIST (object)->search);
  G_OBJECT_CLASS (app_people_list_parent_class)->finalize (object);
}

static void
app_people_list_class_init (AppPeopleListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_people_list_get_property;
  object_class->set_property = app_people_list_set_property;
  object_class->dispose = app_people_list_dispose;
  object_class->finalize = app_people_list_finalize;

  /**
   * AppPeopleList:phone: (nullable)
   *
   * The phone whose people are shown; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppPeopleList:search: (nullable)
   *
   * What is searched for.
   */
  props[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-people-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AppPeopleList, list);
}

static void
app_people_list_init (AppPeopleList *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  self->order = GTK_SORTER (gtk_custom_sorter_new (compare_sections, NULL, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (rows, "setup", G_CALLBACK (row_setup_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, rows);
  g_signal_connect (headers, "setup", G_CALLBACK (header_setup_cb), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (header_bind_cb), NULL);
  gtk_list_view_set_header_factory (self->list, headers);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  app_row_menu_add_menu_keys (GTK_WIDGET (self->list));
  app_row_menu_add_key (GTK_WIDGET (self->list), GDK_KEY_Delete, 0, "row.delete");
}
