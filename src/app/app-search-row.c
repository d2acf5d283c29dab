/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whatever was found, a person reads who, what and when, and goes there with one press. */

#include "app-search-row.h"

#include <adwaita.h>

#include "app-closures.h"
#include "app-excerpt.h"
#include "app-face.h"
#include "app-press.h"
#include "phone-message-search.h"

struct _AppSearchRow
{
  GtkListBoxRow parent_instance;

  GObject *item;
  AdwAvatar *avatar;
  GtkLabel *title;
  GtkLabel *moment;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (AppSearchRow, app_search_row, GTK_TYPE_LIST_BOX_ROW)

static void
app_search_row_dispose (GObject *object)
{
  AppSearchRow *self = APP_SEARCH_ROW (object);

  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_SEARCH_ROW);
  G_OBJECT_CLASS (app_search_row_parent_class)->dispose (object);
}

static void
app_search_row_class_init (AppSearchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_search_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-search-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AppSearchRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, AppSearchRow, title);
  gtk_widget_class_bind_template_child (widget_class, AppSearchRow, moment);
  gtk_widget_class_bind_template_child (widget_class, AppSearchRow, detail);
}

static void
app_search_row_init (AppSearchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  app_press_offer (GTK_WIDGET (self));
}

static void
show_text (GtkLabel   *label,
           const char *text,
           const char *search)
{
  PangoAttrList *attributes = NULL;
  g_autofree char *excerpt = app_excerpt_new (text, search, &attributes);

  gtk_label_set_label (label, excerpt);
  gtk_label_set_attributes (label, attributes);
  gtk_widget_set_visible (GTK_WIDGET (label), *excerpt != '\0');
  pango_attr_list_unref (attributes);
}

static void
show_time (AppSearchRow *self,
           GDateTime    *time)
{
  g_autofree char *moment = app_closures_moment (NULL, time);

  gtk_label_set_label (self->moment, moment);
}

/* The way to reach them that was looked for; the first one if it was none. */
static char *
dup_address (PhonePerson *person,
             const char  *search)
{
  const char *first = NULL;

  for (guint n = 0; n < phone_person_get_n_addresses (person); n++)
    {
      const char *value = NULL;

      phone_person_get_address (person, n, &value, NULL);
      if (first == NULL || (search != NULL && strcasestr (value, search) != NULL))
        first = value;
    }
  return app_closures_plain_address (first != NULL ? first : "");
}

static void
show_person (AppSearchRow *self,
             PhonePerson  *person,
             const char   *search)
{
  g_autofree char *address = dup_address (person, search);

  app_face_name (self->avatar, phone_person_get_name (person));
  show_text (self->title, phone_person_get_name (person), search);
  show_text (self->detail, address, search);
}

static void
show_call (AppSearchRow      *self,
           PhoneHistoryEntry *entry,
           const char        *search)
{
  g_autofree char *name = app_closures_name (NULL, phone_history_entry_get_name (entry));
  g_autofree char *detail =
    app_closures_history_text (NULL, phone_history_entry_get_kind (entry), phone_history_entry_get_duration (entry),
                               phone_history_entry_get_end_text (entry), 0);

  app_face_name (self->avatar, phone_history_entry_get_name (entry));
  show_text (self->title, name, search);
  show_text (self->detail, detail, NULL);
  show_time (self, phone_history_entry_get_time (entry));
}

static void
show_message (AppSearchRow    *self,
              PhoneMessageHit *hit,
              const char      *search)
{
  g_autofree char *title = app_closures_name (NULL, phone_message_hit_get_title (hit));

  app_face_name (self->avatar, phone_message_hit_get_title (hit));
  gtk_label_set_label (self->title, title);
  show_text (self->detail, phone_message_hit_get_text (hit), search);
  show_time (self, phone_message_hit_get_time (hit));
}

/**
 * app_search_row_new:
 * @item: a #PhonePerson, #PhoneHistoryEntry or #PhoneMessageHit
 * @search: (nullable): what was looked for
 *
 * Returns: (transfer floating): a row that shows it
 */
AppSearchRow *
app_search_row_new (gpointer    item,
                    const char *search)
{
  AppSearchRow *self;

  g_return_val_if_fail (PHONE_IS_PERSON (item) || PHONE_IS_HISTORY_ENTRY (item) || PHONE_IS_MESSAGE_HIT (item), NULL);

  self = g_object_new (APP_TYPE_SEARCH_ROW, NULL);
  self->item = g_object_ref (item);
  if (PHONE_IS_PERSON (item))
    show_person (self, item, search);
  else if (PHONE_IS_HISTORY_ENTRY (item))
    show_call (self, item, search);
  else
    show_message (self, item, search);
  return self;
}

static void
show_moment (AppSearchRow *self,
             const char   *address,
             GDateTime    *time)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-moment", "(sx)", address, g_date_time_to_unix_usec (time));
}

/**
 * app_search_row_open:
 * @self: a row
 *
 * Shows the person, or the moment of the call or message in its conversation.
 */
void
app_search_row_open (AppSearchRow *self)
{
  g_return_if_fail (APP_IS_SEARCH_ROW (self));

  if (PHONE_IS_PERSON (self->item))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-person", "s",
                                phone_person_get_id (PHONE_PERSON (self->item)));
  else if (PHONE_IS_HISTORY_ENTRY (self->item))
    show_moment (self, phone_history_entry_get_address (PHONE_HISTORY_ENTRY (self->item)),
                 phone_history_entry_get_time (PHONE_HISTORY_ENTRY (self->item)));
  else
    show_moment (self, phone_message_hit_get_address (PHONE_MESSAGE_HIT (self->item)),
                 phone_message_hit_get_time (PHONE_MESSAGE_HIT (self->item)));
}
