/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: nobody should have to say whether what they type is a number or an address; where it is, they may. */

#include "app-person-address.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-person-words.h"
#include "app-typography.h"
#include "phone-number.h"

struct _AppPersonAddress
{
  AdwEntryRow parent_instance;

  PhoneAddressKind kind; /* of what was there; what is typed anew says itself */
  char *value;           /* what was there */
  gboolean is_nowhere;   /* nobody said where it is; "other" says no more */
  char *own_label;       /* a place that is in no list; NULL: none */
  GtkDropDown *place;
};

G_DEFINE_FINAL_TYPE (AppPersonAddress, app_person_address, ADW_TYPE_ENTRY_ROW)

static void
app_person_address_finalize (GObject *object)
{
  AppPersonAddress *self = APP_PERSON_ADDRESS (object);

  g_free (self->value);
  g_free (self->own_label);
  G_OBJECT_CLASS (app_person_address_parent_class)->finalize (object);
}

static void
app_person_address_class_init (AppPersonAddressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_person_address_finalize;
}

static void
app_person_address_init (AppPersonAddress *self)
{
}

/* The places to choose from: those everybody has, and the one this address has already. */
static GtkWidget *
make_place (AppPersonAddress *self,
            const char       *label)
{
  const char *const *labels = app_person_words_get_labels ();
  g_autoptr (GtkStringList) places = gtk_string_list_new (NULL);
  guint chosen = self->kind == PHONE_ADDRESS_PHONE ? 0 : 2;
  GtkWidget *place;

  for (guint n = 0; labels[n] != NULL; n++)
    {
      gtk_string_list_take (places, app_person_words_dup_label (labels[n]));
      if (g_strcmp0 (labels[n], label) == 0)
        chosen = n;
    }
  if (label != NULL && !g_strv_contains (labels, label))
    {
      self->own_label = g_strdup (label);
      chosen = g_list_model_get_n_items (G_LIST_MODEL (places));
      gtk_string_list_append (places, label);
    }
  else if (label == NULL && self->value != NULL)
    {
      self->is_nowhere = TRUE;
      chosen = g_strv_length ((char **) labels) - 1;
    }

  place = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&places)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (place), chosen);
  gtk_widget_set_valign (place, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (place, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Where It Is"), -1);
  return place;
}

/**
 * app_person_address_new:
 * @kind: what it is good for
 * @label: (nullable): where it is
 * @value: (nullable): the number or address; %NULL: to be typed
 *
 * Makes a line of the editor.
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *
app_person_address_new (PhoneAddressKind  kind,
                        const char       *label,
                        const char       *value)
{
  AppPersonAddress *self = g_object_new (APP_TYPE_PERSON_ADDRESS, NULL);

  self->kind = kind;
  self->value = g_strdup (value);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 kind == PHONE_ADDRESS_EMAIL ? _("E-Mail") : _("Number or Address"));
  gtk_editable_set_text (GTK_EDITABLE (self), value != NULL ? value : "");
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self), TRUE);
  app_typography_keep_numbers (GTK_EDITABLE (self));
  self->place = GTK_DROP_DOWN (make_place (self, label));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->place));
  return GTK_WIDGET (self);
}

static char *
dup_text (AppPersonAddress *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
}

/**
 * app_person_address_is_empty:
 * @self: a line of the editor
 *
 * Whether nothing stands in it.
 *
 * Returns: %TRUE when it is empty
 */
gboolean
app_person_address_is_empty (AppPersonAddress *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (APP_IS_PERSON_ADDRESS (self), TRUE);

  text = dup_text (self);
  return *text == '\0';
}

static const char *
get_label (AppPersonAddress *self)
{
  const char *const *labels = app_person_words_get_labels ();
  guint chosen = gtk_drop_down_get_selected (self->place);

  return chosen < g_strv_length ((char **) labels) ? labels[chosen] : self->own_label;
}

/**
 * app_person_address_add_to:
 * @self: a line of the editor
 * @person: somebody
 *
 * Adds what stands in the line; nothing, when it is empty. A number is told from an address by its letters.
 */
void
app_person_address_add_to (AppPersonAddress *self,
                           PhonePerson      *person)
{
  g_autofree char *text = NULL;
  g_autofree char *number = NULL;
  PhoneAddressKind kind;
  const char *label;

  g_return_if_fail (APP_IS_PERSON_ADDRESS (self));
  g_return_if_fail (PHONE_IS_PERSON (person));

  text = dup_text (self);
  number = phone_number_clean (text);
  kind = self->kind;
  if (kind != PHONE_ADDRESS_EMAIL && g_strcmp0 (text, self->value) != 0)
    kind = number != NULL ? PHONE_ADDRESS_PHONE : PHONE_ADDRESS_SIP;
  label = get_label (self);
  phone_person_add_address (person, kind, self->is_nowhere && g_str_equal (label, "other") ? NULL : label, text);
}
